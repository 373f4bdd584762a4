package org.postroom.config;

import java.time.Duration;
import org.postroom.mail.Secret;
import org.postroom.mailbox.MailboxSettings;

/** The keys {@code mailbox.…} of a department. */
final class MailboxKeys {
    static final String PREFIX = "mailbox.";

    /** What becomes of the server's copy. */
    enum AfterImport {
        LEAVE,
        DELETE,
        MOVE
    }

    final Key<String> host;
    final Key<MailboxSettings.Protocol> protocol;
    final Key<MailboxSettings.Security> security;
    final Key<Integer> port;
    final Key<String> user;
    final Key<Secret> password;
    final Key<String> folder;
    final Key<AfterImport> afterImport;
    final Key<String> moveTo;
    final Key<Duration> importInterval;
    final Key<Boolean> idle;
    final Key<Duration> connectTimeout;
    final Key<Duration> readTimeout;
    final Key<Duration> pollTimeout;
    final Key<String> trustedCertificates;

    MailboxKeys(KeyTable table) {
        host = table.optional(
                "mailbox.host",
                Types.HOST,
                "nothing is imported, when no mailbox key is set; else it must be there",
                "imap.example.com",
                "The mail server its mailbox is on.");
        protocol = table.key(
                "mailbox.protocol", Types.choice(MailboxSettings.Protocol.class), "imap", "pop3", "How it is fetched.");
        security = table.key(
                "mailbox.security",
                Types.choice(MailboxSettings.Security.class),
                "tls",
                "starttls",
                "How the connection is protected; there is never a fallback to less.");
        port = table.optional(
                "mailbox.port",
                Types.PORT,
                "IMAP 143, with tls 993; POP3 110, with tls 995",
                "993",
                "The server's port.");
        user = table.optional("mailbox.user", Types.LINE, "the department's address", "support", "Who logs in.");
        password = table.optional(
                "mailbox.password",
                Types.SECRET,
                "must be there with a mailbox",
                "${file:secrets/support-mailbox}",
                "The password to log in with.");
        folder = table.key("mailbox.folder", Types.LINE, "INBOX", "Tickets", "The IMAP folder to import from.");
        afterImport = table.key(
                "mailbox.after-import",
                Types.choice(AfterImport.class),
                "leave",
                "delete",
                "What becomes of the server's copy of a mail once it is safely held here.");
        moveTo = table.optional(
                "mailbox.move-to",
                Types.LINE,
                "must be there with after-import = move",
                "Imported",
                "The IMAP folder imported mails are moved to; made when missing.");
        importInterval = table.key(
                "mailbox.import-interval",
                UnitTypes.duration("1s", "7d"),
                "2m",
                "30s",
                "How often the mailbox is looked into.");
        idle = table.key(
                "mailbox.idle",
                Types.SWITCH,
                "on",
                "off",
                "Whether to be told of new mails at once (IMAP IDLE), where the server can.");
        connectTimeout = table.key(
                "mailbox.connect-timeout",
                UnitTypes.duration("100ms", "10m"),
                "15s",
                "30s",
                "How long the connection may take to stand.");
        readTimeout = table.key(
                "mailbox.read-timeout",
                UnitTypes.duration("100ms", "30m"),
                "60s",
                "2m",
                "How long the server may stay silent when it owes an answer.");
        pollTimeout = table.key(
                "mailbox.poll-timeout",
                UnitTypes.duration("1s", "7d"),
                "10m",
                "1h",
                "How long one round of importing may take before it is broken off and begun anew.");
        trustedCertificates = table.optional(
                "mailbox.trusted-certificates",
                Types.PATH,
                "only those Java trusts",
                "certificates/own-ca.pem",
                "A PEM file of certificates to trust besides: a private authority's, or the server's own.");
    }
}
