package org.postroom.web;

import java.nio.file.Path;
import org.postroom.mail.Secret;

/** Where the certificate of the page lies. */
public sealed interface TlsSettings {
    /** A PKCS#12 file (RFC 7292) with key and chain. */
    record Pkcs12(Path file, Secret password) implements TlsSettings {}

    /**
     * Two PEM files (RFC 7468).
     *
     * @param chain certificates, ours first
     * @param key PKCS#8, not encrypted
     */
    record Pem(Path chain, Path key) implements TlsSettings {}
}
