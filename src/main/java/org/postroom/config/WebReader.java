package org.postroom.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.Secret;
import org.postroom.web.TlsSettings;
import org.postroom.web.WebSettings;

/** Reads the {@code web.*} keys of {@code postroom.properties}. */
final class WebReader {
    private static final MachineKeys KEYS = MachineKeys.KEYS;

    private final Folder folder;
    private final Values values;

    WebReader(Folder folder, Values values) {
        this.folder = folder;
        this.values = values;
    }

    WebSettings read() {
        return new WebSettings(
                values.get(KEYS.webAddress),
                values.get(KEYS.webPort),
                values.find(KEYS.publicUrl),
                tls(),
                values.find(KEYS.trustedProxies).orElse(List.of()),
                values.get(KEYS.maxUpload));
    }

    private Optional<TlsSettings> tls() {
        Optional<Path> keystore = file(KEYS.tlsKeystore);
        Optional<Path> certificate = file(KEYS.tlsCertificate);
        Optional<Path> key = file(KEYS.tlsKey);
        if (keystore.isPresent() && (certificate.isPresent() || key.isPresent())) {
            values.fault(KEYS.tlsKeystore, "both a PKCS#12 file and PEM files", "one of the two", "");
        }
        if (certificate.isPresent() != key.isPresent()) {
            values.fault(
                    certificate.isPresent() ? KEYS.tlsCertificate : KEYS.tlsKey,
                    "one PEM file alone",
                    "both web.tls.certificate and web.tls.key",
                    "");
            return Optional.empty();
        }
        Secret password = values.find(KEYS.tlsPassword).orElse(Secret.of(""));
        Optional<TlsSettings> pkcs12 = keystore.map(file -> new TlsSettings.Pkcs12(file, password));
        return pkcs12.or(() -> certificate.map(file -> new TlsSettings.Pem(file, key.orElseThrow())));
    }

    private Optional<Path> file(Key<String> key) {
        Optional<Path> file = values.find(key).map(folder::resolve);
        file.filter(path -> !Files.isReadable(path) || Files.isDirectory(path))
                .ifPresent(path -> values.fault(
                        key,
                        "'" + folder.nameOf(path) + "', which cannot be read",
                        "the path of a file; when relative, it begins at the conf folder",
                        ""));
        return file;
    }
}
