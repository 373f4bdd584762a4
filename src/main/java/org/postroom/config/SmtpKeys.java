package org.postroom.config;

import java.time.Duration;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.outbound.SmtpAccountSettings;

/** The keys of {@code smtp/ID.properties}. */
final class SmtpKeys extends KeyTable {
    static final SmtpKeys KEYS = new SmtpKeys();

    final Key<String> host = required("host", Types.HOST, "smtp.example.com", "The server mail leaves by.");
    final Key<SmtpAccountSettings.Security> security = key(
            "security",
            Types.choice(SmtpAccountSettings.Security.class),
            "starttls",
            "tls",
            "How the connection is protected; there is never a fallback to less.");
    final Key<Integer> port =
            optional("port", Types.PORT, "by security: none 25, starttls 587, tls 465", "2525", "The server's port.");
    final Key<String> user =
            optional("user", Types.LINE, "no login", "postroom@example.com", "Who logs in, where the server asks.");
    final Key<Secret> password =
            optional("password", Types.SECRET, "no login", "${file:secrets/smtp}", "The password to log in with.");
    final Key<EmailAddress> address =
            required("address", Types.ADDRESS, "postroom@example.com", "The account's own address.");
    final Key<String> displayName = optional("display-name", Types.LINE, "none", "Acme", "The account's display name.");
    final Key<EmailAddress> envelopeSender = optional(
            "envelope-sender",
            Types.ADDRESS,
            "the account's address",
            "bounces@example.com",
            "Where mail servers return answers they cannot deliver; a department must import that mailbox.");
    final Key<Boolean> nullSender = key(
            "null-sender",
            Types.SWITCH,
            "on",
            "off",
            "Whether automatic mails leave with an empty envelope sender (RFC 3834); off for servers that refuse it.");
    final Key<Integer> connections =
            key("connections", Types.number(1, 100), "2", "5", "How many connections are open at once.");
    final Key<Integer> mailsPerMinute = key(
            "mails-per-minute",
            Types.number(0, 1_000_000),
            "0",
            "30",
            "How many mails leave within any minute at most; 0 is no limit.");
    final Key<String> ehloName = optional(
            "ehlo-name",
            Types.HOST,
            "the address of this end of the connection",
            "postroom.example.com",
            "The name this machine greets the server with.");
    final Key<Duration> connectTimeout = key(
            "connect-timeout",
            UnitTypes.duration("100ms", "10m"),
            "30s",
            "10s",
            "How long the connection may take to stand.");
    final Key<Duration> replyTimeout = key(
            "reply-timeout",
            UnitTypes.duration("100ms", "30m"),
            "2m",
            "5m",
            "How long the server may take to answer a command.");
    final Key<Duration> endOfDataTimeout = key(
            "end-of-data-timeout",
            UnitTypes.duration("100ms", "1h"),
            "10m",
            "5m",
            "How long it may take to accept a mail it has been given; who gives up early sends mails twice.");
    final Key<Duration> mailTimeout = key(
            "mail-timeout",
            UnitTypes.duration("1s", "2h"),
            "15m",
            "30m",
            "How long one mail may take altogether; longer than end-of-data-timeout.");
    final Key<String> trustedCertificates = optional(
            "trusted-certificates",
            Types.PATH,
            "only those Java trusts",
            "certificates/own-ca.pem",
            "A PEM file of certificates to trust instead: a private authority's, or the server's own.");

    private SmtpKeys() {}
}
