package org.postroom.outbound;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;

/**
 * An SMTP account that departments send by.
 *
 * @param server where it is
 * @param login user and password; empty for a server that takes mail without (a relay on the own network)
 * @param identity whose mail it sends
 * @param limits how much the account takes at once
 * @param timeouts how long to wait for the server
 */
public record SmtpAccountSettings(
        SmtpAccountId id, Server server, Optional<Login> login, Identity identity, Limits limits, Timeouts timeouts) {

    /** How the connection is protected. There is no "if available": a server without the TLS asked for is refused. */
    public enum Security {
        /** In clear. */
        NONE(25),
        /** In clear up to the STARTTLS command (RFC 3207), which must succeed. */
        STARTTLS(587),
        /** TLS from the first byte (RFC 8314). */
        TLS(465);

        private final int defaultPort;

        Security(int defaultPort) {
            this.defaultPort = defaultPort;
        }

        /** The port to use where none is named. */
        public int defaultPort() {
            return defaultPort;
        }
    }

    /** The same with other limits. */
    public SmtpAccountSettings withLimits(Limits other) {
        return new SmtpAccountSettings(id, server, login, identity, other, timeouts);
    }

    /**
     * Where the server is and how it proves who it is.
     *
     * @param host name or IP address; the certificate must be for it
     * @param port 1 to 65535
     * @param trustedCertificates PEM file of the certificates trusted in place of the system's: a private authority's, or
     *     the server's own
     * @param ehloName the name to greet with (RFC 5321 section 4.1.1.1); empty: the address of this end of the connection
     *     as a literal
     */
    public record Server(
            String host, int port, Security security, Optional<Path> trustedCertificates, Optional<String> ehloName) {
        public Server {
            if (host.isBlank()) {
                throw new IllegalArgumentException("An SMTP account needs a host");
            }
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
            }
        }

        /** A server on its usual port, checked against the system's certificates. */
        public static Server at(String host, Security security) {
            return new Server(host, security.defaultPort(), security, Optional.empty(), Optional.empty());
        }

        /** For messages: {@code host:port}. */
        public String hostAndPort() {
            return host + ":" + port;
        }
    }

    /** User name and password (AUTH PLAIN or LOGIN, RFC 4954). */
    public record Login(String user, Secret password) {}

    /**
     * Whose mail the account sends.
     *
     * @param address the account's own address
     * @param displayName its display name; may be empty
     * @param envelopeSender where bounces of agents' answers go
     * @param nullSender whether automatic mail leaves with the null path {@code <>} (RFC 3834 section 3.3); off for
     *     providers that refuse it: then the envelope sender stands there
     */
    public record Identity(EmailAddress address, String displayName, EmailAddress envelopeSender, boolean nullSender) {
        /** Bounces go to the address itself; automatic mail has the null path. */
        public static Identity of(EmailAddress address, String displayName) {
            return new Identity(address, displayName, address, true);
        }
    }

    /**
     * How much the account takes.
     *
     * @param connections at once, 1 to 100
     * @param mailsPerMinute in any 60 seconds; 0 is no limit
     */
    public record Limits(int connections, int mailsPerMinute) {
        /** Two connections, no limit per minute. */
        public static final Limits DEFAULT = new Limits(2, 0);

        public Limits {
            if (connections < 1 || connections > 100) {
                throw new IllegalArgumentException("Connections are 1 to 100, not " + connections);
            }
            if (mailsPerMinute < 0) {
                throw new IllegalArgumentException("Mails per minute are 0 (no limit) or more, not " + mailsPerMinute);
            }
        }
    }

    /**
     * How long to wait; all positive.
     *
     * @param connect for the connection
     * @param reply for the reply to a command, TLS handshake and greeting included
     * @param endOfData for the reply to the end of a mail. RFC 5321 section 4.5.3.2.6 asks for 10 minutes: who gives up
     *     earlier doubles mails
     * @param mail for one mail altogether, however slowly the server takes it; more than the end of data's
     */
    public record Timeouts(Duration connect, Duration reply, Duration endOfData, Duration mail) {
        /** 30 seconds, 2 minutes, 10 minutes, 15 minutes. */
        public static final Timeouts DEFAULT = new Timeouts(
                Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(15));

        public Timeouts {
            if (!connect.isPositive() || !reply.isPositive() || !endOfData.isPositive()) {
                throw new IllegalArgumentException("Time-outs are longer than nothing");
            }
            if (mail.compareTo(endOfData) <= 0) {
                throw new IllegalArgumentException("The time for a mail is longer than that for its end of data");
            }
        }
    }
}
