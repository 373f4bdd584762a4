package org.postroom.mailbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose certificates are trusted: those that Java trusts, and those of a mailbox's PEM file besides. Keeps what it built
 * until the file changes.
 */
public final class Trust {
    private final Map<Path, Dated> built = new ConcurrentHashMap<>();

    /** Makes TLS sockets that trust the usual issuers and those in the file. */
    SSLSocketFactory sockets(Optional<Path> trustedCertificates) throws MailboxException {
        try {
            return trustedCertificates.isEmpty()
                    ? SSLContext.getDefault().getSocketFactory()
                    : with(trustedCertificates.get());
        } catch (IOException | GeneralSecurityException e) {
            throw new MailboxException(
                    MailboxException.Kind.TRUST_FILE,
                    trustedCertificates.map(Path::toString).orElse("") + ": " + e,
                    e);
        }
    }

    private SSLSocketFactory with(Path file) throws IOException, GeneralSecurityException {
        FileTime modified = Files.getLastModifiedTime(file);
        Dated kept = built.get(file);
        if (kept != null && kept.modified().equals(modified)) {
            return kept.sockets();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(everyoneTrusted(file)), null);
        SSLSocketFactory sockets = context.getSocketFactory();
        built.put(file, new Dated(modified, sockets));
        return sockets;
    }

    private static KeyStore everyoneTrusted(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager usual) {
                for (X509Certificate issuer : usual.getAcceptedIssuers()) {
                    store.setCertificateEntry("java-" + store.size(), issuer);
                }
            }
        }
        addFile(store, file);
        return store;
    }

    private static void addFile(KeyStore store, Path file) throws IOException, GeneralSecurityException {
        int before = store.size();
        try (InputStream pem = Files.newInputStream(file)) {
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("file-" + store.size(), one);
            }
        }
        if (store.size() == before) {
            throw new CertificateException("it holds no certificate");
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private record Dated(FileTime modified, SSLSocketFactory sockets) {}
}
