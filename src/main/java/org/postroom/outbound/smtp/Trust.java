package org.postroom.outbound.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.postroom.outbound.SmtpAccountSettings.Server;

/** Turns a connection into TLS, with the server's certificate and its host name checked. */
final class Trust {
    private Trust() {}

    /**
     * Does the handshake.
     *
     * @throws IOException when the certificate is not trusted or not for this host, or the handshake fails otherwise
     */
    static SSLSocket encrypt(Socket plain, Server server, Duration patience) throws IOException {
        SSLSocket encrypted = (SSLSocket)
                factory(server.trustedCertificates()).createSocket(plain, server.host(), server.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        // The check of RFC 2818 section 3.1 is that of RFC 6125, which RFC 7817 asks of mail clients
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.setSoTimeout(Math.toIntExact(patience.toMillis()));
        encrypted.startHandshake();
        checkTime(encrypted);
        return encrypted;
    }

    /** A certificate that is trusted itself, not by way of its issuer, counts for Java even when its time is over. */
    private static void checkTime(SSLSocket encrypted) throws IOException {
        try {
            for (Certificate certificate : encrypted.getSession().getPeerCertificates()) {
                if (certificate instanceof X509Certificate dated) {
                    dated.checkValidity();
                }
            }
        } catch (CertificateException e) {
            throw new SSLHandshakeException("The certificate's time is over, or has not come yet", e);
        }
    }

    private static SSLSocketFactory factory(Optional<Path> trusted) throws IOException {
        if (trusted.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(keyStore(trusted.get()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the certificates in " + trusted.get() + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore keyStore(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : certificates(pem)) {
            store.setCertificateEntry("trusted" + store.size(), certificate);
        }
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path pem) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new CertificateException("no certificate in it");
            }
            return found;
        }
    }
}
