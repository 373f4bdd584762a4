package org.postroom.outbound.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.postroom.outbound.SmtpAccountSettings;

/** Says what went wrong with a connection so that an operator knows where to look. */
final class Sentences {
    private Sentences() {}

    /** The account by name and place, then what it did. */
    static String of(SmtpAccountSettings account, String did) {
        return "SMTP account '" + account.id() + "' (" + account.server().hostAndPort() + ") " + did;
    }

    /** Why no connection came about. */
    static String connecting(SmtpAccountSettings account, IOException e) {
        String file = "conf/smtp/" + account.id() + ".properties";
        return of(
                account,
                switch (e) {
                    case UnknownHostException unknown ->
                        "has a host name that is not known. Check host in " + file + ", and the name server";
                    case ConnectException refused ->
                        "refused the connection. Is the server running, and are host and port in " + file + " right?";
                    case NoRouteToHostException noRoute -> "cannot be reached: no route to the host";
                    case SocketTimeoutException late ->
                        "did not answer in time. Is a firewall in between, and are host, port and security in " + file
                                + " right?";
                    case NoSuchFileException missing ->
                        "cannot be checked: trusted-certificates in " + file + " names a file that is not there, "
                                + missing.getFile();
                    case SSLException tls -> certificate(tls, file);
                    default -> talking(e) + ". Check host, port and security in " + file;
                });
    }

    /** What happened to a connection that was there. */
    static String talking(IOException e) {
        return switch (e) {
            case SocketTimeoutException late -> "did not answer in time";
            case EOFException end -> "hung up";
            case ProtocolException odd -> "does not speak SMTP; it said: " + shortened(odd.getMessage());
            default -> "lost the connection: " + shortened(e.getMessage());
        };
    }

    private static String certificate(SSLException e, String file) {
        Optional<CertificateException> cause = cause(e, CertificateException.class);
        if (cause(e, CertificateExpiredException.class).isPresent()) {
            return "has a certificate that has expired ("
                    + shortened(
                            cause(e, CertificateExpiredException.class).get().getMessage())
                    + "). Its operator must renew it";
        }
        if (cause.filter(Sentences::isAboutTheName).isPresent()) {
            return "has a certificate for another name: "
                    + shortened(cause.get().getMessage()) + ". Put the name the certificate is for as host into "
                    + file;
        }
        if (cause.isPresent()) {
            return "has a certificate that is not trusted: "
                    + shortened(cause.get().getMessage())
                    + ". If it is the right one, save it as a PEM file and name that in trusted-certificates in "
                    + file;
        }
        return "could not agree on TLS: " + shortened(e.getMessage()) + ". Check port and security in " + file;
    }

    private static boolean isAboutTheName(CertificateException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("No name matching") || message.startsWith("No subject alternative");
    }

    private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }

    private static String shortened(@Nullable String text) {
        String line = String.valueOf(text)
                .replaceAll("[\\w.$]+Exception: ", "")
                .replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ")
                .strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
