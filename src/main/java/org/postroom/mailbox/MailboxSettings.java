package org.postroom.mailbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.postroom.mail.Bytes;
import org.postroom.mail.Secret;

/**
 * How the mailbox of one department is reached and what happens to mails there once they are held here.
 *
 * @param folder the IMAP folder to import from; POP3 has but one and ignores it
 */
public record MailboxSettings(
        Protocol protocol, Server server, Login login, String folder, AfterImport afterImport, Rhythm rhythm) {
    /** The folder every IMAP mailbox has (RFC 3501 section 5.1). */
    public static final String INBOX = "INBOX";

    /** The longest key, in characters: what the index on receipts takes. */
    private static final int MAX_KEY = 190;

    private static final int KEY_HASH = 24;

    public MailboxSettings {
        if (folder.isBlank()) {
            throw new IllegalArgumentException("A mailbox needs a folder, such as INBOX");
        }
        if (protocol == Protocol.POP3 && afterImport instanceof AfterImport.MoveTo) {
            throw new IllegalArgumentException("POP3 has no folders to move mails to");
        }
    }

    /**
     * Names the mailbox in receipts: {@code imap://user@host:port/folder} in lower case. The same mailbox keeps its key
     * whatever else of its settings changes. One longer than 190 characters ends in a hash of the whole.
     */
    public String key() {
        String path = protocol == Protocol.IMAP ? "/" + folder : "";
        String key = (protocol.scheme() + "://" + login.user() + "@" + server.host() + ":" + server.port() + path)
                .toLowerCase(Locale.ROOT);
        if (key.length() <= MAX_KEY) {
            return key;
        }
        String hash = Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)).sha256().substring(0, KEY_HASH);
        return key.substring(0, MAX_KEY - 1 - KEY_HASH) + "#" + hash;
    }

    /** The protocol spoken with the server. */
    public enum Protocol {
        IMAP("imap", 143, 993),
        POP3("pop3", 110, 995);

        private final String scheme;
        private final int plainPort;
        private final int tlsPort;

        Protocol(String scheme, int plainPort, int tlsPort) {
            this.scheme = scheme;
            this.plainPort = plainPort;
            this.tlsPort = tlsPort;
        }

        /** {@code imap} or {@code pop3}. */
        public String scheme() {
            return scheme;
        }

        /** The port registered for it: 993 and 995 when TLS begins at once, else 143 and 110. */
        public int defaultPort(Security security) {
            return security == Security.TLS ? tlsPort : plainPort;
        }
    }

    /** How the connection is protected. There is no way that falls back to a weaker one. */
    public enum Security {
        /** Not at all: for servers on the same machine. */
        NONE,
        /** Begins in the clear, and TLS is required before anything is said (RFC 2595). */
        STARTTLS,
        /** TLS from the first byte (RFC 8314). */
        TLS
    }

    /**
     * Where the mailbox is.
     *
     * @param trustedCertificates a PEM file of certificates trusted besides those that Java trusts
     */
    public record Server(String host, int port, Security security, Optional<Path> trustedCertificates) {
        public Server {
            if (host.isBlank()) {
                throw new IllegalArgumentException("A mailbox needs a host");
            }
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("Not a port: " + port);
            }
        }

        /** {@code host:port}. */
        public String address() {
            return host + ":" + port;
        }
    }

    /** Who logs in. */
    public record Login(String user, Secret password) {
        public Login {
            if (user.isBlank()) {
                throw new IllegalArgumentException("A mailbox needs a user");
            }
        }
    }

    /** What becomes of the server's copy once a mail is held here. */
    public sealed interface AfterImport {
        /** It stays as it is. */
        record Leave() implements AfterImport {}

        /** It is deleted: it and nothing else. */
        record Delete() implements AfterImport {}

        /** It is moved to another IMAP folder, which is created when missing. */
        record MoveTo(String folder) implements AfterImport {
            public MoveTo {
                if (folder.isBlank()) {
                    throw new IllegalArgumentException("Mails are moved to a folder, which needs a name");
                }
            }
        }
    }

    /**
     * When the mailbox is looked into.
     *
     * @param importInterval the time between two polls
     * @param idle whether to be told of new mails between polls (IMAP IDLE, RFC 2177), where the server can
     */
    public record Rhythm(Duration importInterval, boolean idle, Timeouts timeouts) {
        /** Every 2 minutes and at once by IDLE, with the usual time-outs. */
        public static final Rhythm USUAL = new Rhythm(Duration.ofMinutes(2), true, Timeouts.USUAL);

        public Rhythm {
            requirePositive(importInterval, "import interval");
        }
    }

    /**
     * How long a server may take.
     *
     * @param connect for the connection to stand, per address of the host
     * @param read between two bytes it sends
     * @param poll for one round of listing, fetching and removing, however busily it dribbles
     */
    public record Timeouts(Duration connect, Duration read, Duration poll) {
        public static final Timeouts USUAL =
                new Timeouts(Duration.ofSeconds(15), Duration.ofSeconds(60), Duration.ofMinutes(10));

        public Timeouts {
            requirePositive(connect, "connect time-out");
            requirePositive(read, "read time-out");
            requirePositive(poll, "poll time-out");
        }
    }

    private static void requirePositive(Duration duration, String what) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException("The " + what + " must be longer than nothing");
        }
    }
}
