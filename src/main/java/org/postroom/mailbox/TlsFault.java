package org.postroom.mailbox;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.postroom.mailbox.MailboxException.Kind;

/** Tells why a handshake failed, so that an operator knows whether to look at the certificate, the name, or the port. */
final class TlsFault {
    private static final List<String> WRONG_HOST = List.of("No name matching", "No subject alternative");

    private TlsFault() {}

    static MailboxException of(IOException failure) {
        Optional<Throwable> date = causes(failure).filter(TlsFault::isDate).findFirst();
        if (date.isPresent()) {
            return new MailboxException(Kind.CERTIFICATE_DATE, words(date.get()), failure);
        }
        Optional<Throwable> host = causes(failure).filter(TlsFault::isHost).findFirst();
        if (host.isPresent()) {
            return new MailboxException(Kind.CERTIFICATE_HOST, words(host.get()), failure);
        }
        if (causes(failure).anyMatch(CertificateException.class::isInstance)) {
            return new MailboxException(Kind.CERTIFICATE_UNTRUSTED, words(failure), failure);
        }
        return new MailboxException(kindOfNetwork(failure), words(failure), failure);
    }

    /** Java trusts a server's certificate that is itself in the trust store whatever its dates say; we do not. */
    static void checkDates(SSLSession session) throws MailboxException {
        try {
            Certificate own = session.getPeerCertificates()[0];
            if (own instanceof X509Certificate dated) {
                dated.checkValidity();
            }
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new MailboxException(Kind.CERTIFICATE_DATE, words(e), e);
        } catch (SSLPeerUnverifiedException e) {
            throw new MailboxException(Kind.CERTIFICATE_UNTRUSTED, words(e), e);
        }
    }

    private static Kind kindOfNetwork(IOException failure) {
        return switch (failure) {
            case SocketTimeoutException timeout -> Kind.TIMED_OUT;
            case EOFException eof -> Kind.TLS_FAILED;
            case SocketException reset -> Kind.CUT;
            default -> Kind.TLS_FAILED;
        };
    }

    private static boolean isDate(Throwable cause) {
        return cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException;
    }

    private static boolean isHost(Throwable cause) {
        return cause instanceof CertificateException && WRONG_HOST.stream().anyMatch(words(cause)::startsWith);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static String words(Throwable cause) {
        return Optional.ofNullable(cause.getMessage())
                .orElseGet(() -> cause.getClass().getSimpleName());
    }
}
