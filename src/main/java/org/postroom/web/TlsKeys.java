package org.postroom.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.Secret;

/** Reads a private key and its certificates. */
final class TlsKeys {
    /** Protects nothing: the key store of PEM files never leaves this process. */
    static final String INSIDE = "inside";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

    private TlsKeys() {}

    static KeyStore read(TlsSettings settings) throws IOException {
        return switch (settings) {
            case TlsSettings.Pkcs12(Path file, Secret password) -> pkcs12(file, password);
            case TlsSettings.Pem(Path chain, Path key) -> store(key(key), chain(chain), chain);
        };
    }

    private static KeyStore pkcs12(Path file, Secret password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            char[] given = password.reveal().toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, given);
            for (String alias : java.util.Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return store(
                            (PrivateKey) store.getKey(alias, given), List.of(store.getCertificateChain(alias)), file);
                }
            }
            throw new IOException(file + " holds no private key with a certificate.");
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException(
                    "Cannot use the certificate in " + file + " (" + e.getMessage()
                            + "). It must be a PKCS#12 file that" + " web.tls.password opens.",
                    e);
        }
    }

    private static List<Certificate> chain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> chain =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (chain.isEmpty()) {
                throw new IOException("there is none in it");
            }
            return chain;
        } catch (GeneralSecurityException | IOException e) {
            throw new IOException(
                    "Cannot use the certificates in " + file + " (" + e.getMessage()
                            + "). web.tls.certificate must name a PEM file that begins with the server's own.",
                    e);
        }
    }

    private static PrivateKey key(Path file) throws IOException {
        Matcher matcher = KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        if (matcher.find()) {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
            for (String kind : KINDS) {
                Optional<PrivateKey> key = key(kind, der);
                if (key.isPresent()) {
                    return key.get();
                }
            }
        }
        throw new IOException(
                "There is no private key in " + file + " that can be used. web.tls.key must name a PEM file"
                        + " with an RSA, EC or Ed25519 key in PKCS#8, not encrypted; openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"
                        + " makes one.");
    }

    private static Optional<PrivateKey> key(String kind, byte[] der) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static KeyStore store(PrivateKey key, List<Certificate> chain, Path file) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("web", key, INSIDE.toCharArray(), chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "Key and certificate in " + file + " do not belong together (" + e.getMessage() + ").", e);
        }
    }
}
