package org.postroom.config;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.postroom.autoreply.AutoReplyLimits;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.web.AddressRange;

/** The keys of {@code postroom.properties}: the installation as a whole. */
final class MachineKeys extends KeyTable {
    static final MachineKeys KEYS = new MachineKeys();

    final Key<String> dataDirectory = key(
            "data-directory",
            Types.PATH,
            "../data",
            "/var/lib/postroom",
            "Where the embedded database, keys and everything else the daemon keeps lies.");
    final Key<String> templatesDirectory = key(
            "templates-directory",
            Types.PATH,
            "../templates",
            "/etc/postroom/templates",
            "Where the mail templates lie, one folder for each language.");
    final Key<String> databaseUrl = optional(
            "database.url",
            Types.DATABASE_URL,
            "the embedded SQLite database in the data directory",
            "jdbc:mariadb://db.example.com:3306/postroom",
            "The database: MariaDB by its address, or SQLite in another place.");
    final Key<String> databaseUser =
            optional("database.user", Types.LINE, "none", "postroom", "The user at the MariaDB server.");
    final Key<Secret> databasePassword = optional(
            "database.password", Types.SECRET, "none", "${env:POSTROOM_DATABASE_PASSWORD}", "That user's password.");
    final Key<Integer> nodeNumber = key(
            "node.number",
            Types.number(0, 1023),
            "0",
            "1",
            "Tells apart the nodes that share one MariaDB: each has another number.");
    final Key<String> nodeName = optional(
            "node.name",
            Types.LINE,
            "the machine's name",
            "mail-a",
            "What this node is called in /health, on the page and in the other nodes' logs.");
    final Key<ZoneId> zone =
            key("time-zone", Types.ZONE, "UTC", "Europe/Berlin", "The time zone of brands that name none themselves.");
    final Key<URI> publicUrl = optional(
            "public-url",
            Types.URL,
            "links to the page are left out of mails",
            "https://help.example.com/",
            "The address under which customers and agents reach the page.");
    final Key<String> webAddress = key(
            "web.address",
            Types.HOST,
            "127.0.0.1",
            "0.0.0.0",
            "The address the daemon listens on; any but this machine's needs web.tls.* or a proxy with TLS in front.");
    final Key<Integer> webPort = key(
            "web.port", Types.number(0, 65535), "8025", "8080", "The port it listens on; 0 takes any that is free.");
    final Key<String> tlsKeystore = optional(
            "web.tls.keystore",
            Types.PATH,
            "no PKCS#12 file",
            "/etc/postroom/page.p12",
            "The page's certificate with its key as a PKCS#12 file; taken up anew when the file changes.");
    final Key<Secret> tlsPassword =
            optional("web.tls.password", Types.SECRET, "none", "${file:secrets/page}", "What opens that file.");
    final Key<String> tlsCertificate = optional(
            "web.tls.certificate",
            Types.PATH,
            "no PEM file",
            "/etc/letsencrypt/live/help.example.com/fullchain.pem",
            "Instead: the certificate and those above it as a PEM file; taken up anew when the file changes.");
    final Key<String> tlsKey = optional(
            "web.tls.key",
            Types.PATH,
            "none",
            "/etc/letsencrypt/live/help.example.com/privkey.pem",
            "The key of that certificate as a PEM file (PKCS#8, not encrypted).");
    final Key<List<AddressRange>> trustedProxies = optional(
            "web.trusted-proxies",
            Types.ADDRESS_RANGE.list(),
            "none is trusted",
            "127.0.0.1, 10.0.0.0/8",
            "The proxies in front of the page whose X-Forwarded-For and X-Forwarded-Proto are believed.");
    final Key<List<AddressRange>> metricsAllow = optional(
            "metrics.allow",
            Types.ADDRESS_RANGE.list(),
            "nobody but this machine",
            "10.0.0.5, 10.1.0.0/16",
            "Who else may read the daemon's figures at /metrics, by address.");
    final Key<Long> maxUpload = key(
            "web.max-upload",
            UnitTypes.size("1MB", "1GB"),
            "25MB",
            "10MB",
            "How large the files of one answer written on the page may be, together.");
    final Key<Duration> sessionsIdle = key(
            "sessions.idle",
            UnitTypes.duration("5m", "30d"),
            "12h",
            "30m",
            "After how long without using the page an agent has to log in again.");
    final Key<Duration> sessionsLifetime = key(
            "sessions.lifetime",
            UnitTypes.duration("1h", "365d"),
            "30d",
            "12h",
            "After how long an agent has to log in again, however much the page was used.");
    final Key<Long> maxSize = key(
            "mail.max-size",
            UnitTypes.size("100KB", "1GB"),
            "50MiB",
            "25MB",
            "The largest mail that is fetched whole; of a larger one the beginning is held, and it stays in the mailbox.");
    final Key<Integer> maxParts = key(
            "mail.max-parts",
            Types.number(10, 100_000),
            "1000",
            "500",
            "How many parts of a mail are taken apart; further ones stay in its raw file.");
    final Key<Integer> maxDepth = key(
            "mail.max-depth",
            Types.number(5, 500),
            "100",
            "50",
            "How many levels of parts within parts are taken apart; a deeper part is one attachment.");
    final Key<Integer> autoResponseLimit = key(
            "auto-response.limit",
            Types.number(1, AutoReplyLimits.MAX),
            "3",
            "1",
            "How many automatic mails any one address gets at most within the window, over all departments.");
    final Key<Duration> autoResponseWindow = key(
            "auto-response.window",
            UnitTypes.duration("1m", "30d"),
            "30m",
            "1h",
            "The time that limit is counted over.");
    final Key<Integer> autoResponseSameText = key(
            "auto-response.same-text",
            Types.number(1, AutoReplyLimits.MAX),
            "10",
            "5",
            "How many mails that say the same, but for numbers, links and addresses, get an automatic answer within that time, whoever sends them.");
    final Key<Integer> autoResponsePerDomain = key(
            "auto-response.per-domain-and-hour",
            Types.number(1, AutoReplyLimits.MAX),
            "100",
            "30",
            "How many automatic mails go to any one domain in any hour.");
    final Key<Integer> autoResponsePerDepartment = key(
            "auto-response.per-department-and-hour",
            Types.number(1, AutoReplyLimits.MAX),
            "200",
            "50",
            "How many automatic mails one department sends to everybody together in any hour.");
    final Key<Integer> autoResponseInAll = key(
            "auto-response.in-all-per-hour",
            Types.number(1, AutoReplyLimits.MAX),
            "1000",
            "300",
            "How many automatic mails all departments send to everybody together in any hour.");
    final Key<Duration> stormCalmAfter = key(
            "storms.calm-after",
            UnitTypes.duration("1m", "7d"),
            "30m",
            "2h",
            "When one of these limits was reached: how long nothing has to be held back until that storm is over.");
    final Key<Boolean> stormLetters = key(
            "storms.mail",
            Types.SWITCH,
            "on",
            "off",
            "Whether administrators get a mail when a storm begins, and one when it is over.");
    final Key<Integer> stormLettersPerHour = key(
            "storms.mails-per-hour",
            Types.number(1, 1000),
            "6",
            "2",
            "How many beginnings of storms are told by mail in any hour; the next mail says how many were left out.");
    final Key<Duration> stormKeep = key(
            "storms.keep",
            UnitTypes.duration("1d", "3650d"),
            "30d",
            "7d",
            "How long a storm that is over, and what it held back, stays listed.");
    final Key<Integer> floodTickets = key(
            "flood.tickets-per-sender",
            Types.number(1, AutoReplyLimits.MAX),
            "100",
            "30",
            "How many tickets one sender opens within the window; further mails are added to one ticket.");
    final Key<Duration> floodWindow = key(
            "flood.window",
            UnitTypes.duration("1m", "30d"),
            "1h",
            "1d",
            "The time that is counted over; after as long without a mail the sender opens tickets again.");
    final Key<List<EmailAddress>> floodExcept = optional(
            "flood.except",
            Types.ADDRESS.list(),
            "nobody",
            "forms@example.com",
            "Senders who open any number of tickets, such as a form on your web page.");
    final Key<Integer> noticesLimit = key(
            "notices.limit",
            Types.number(1, 100_000),
            "60",
            "20",
            "How many notices one agent gets at most within the window; the next one says how many were left out.");
    final Key<Duration> noticesWindow =
            key("notices.window", UnitTypes.duration("1m", "30d"), "30m", "1h", "The time that limit is counted over.");
    final Key<Duration> replyTokenLifetime = key(
            "reply-tokens.lifetime",
            UnitTypes.duration("1d", "3650d"),
            "365d",
            "90d",
            "How long a reply by the address or Message-ID of one of our mails finds its ticket.");
    final Key<Duration> viewLinkLifetime = key(
            "view-link.lifetime",
            UnitTypes.duration("1h", "3650d"),
            "90d",
            "30d",
            "How long the link works by which a customer sees a ticket on the page; each mail has a new one.");
    final Key<Duration> firstRetry = key(
            "outbound.retry.first",
            UnitTypes.duration("1s", "1d"),
            "5m",
            "1m",
            "How long after a failed attempt a mail is sent again; doubles with each further one.");
    final Key<Duration> longestRetry = key(
            "outbound.retry.longest",
            UnitTypes.duration("1s", "7d"),
            "67m",
            "4h",
            "The longest time between two attempts.");
    final Key<Duration> giveUpAfter = key(
            "outbound.give-up-after",
            UnitTypes.duration("1m", "30d"),
            "5d",
            "2d",
            "When a mail is given up and its ticket says that it could not be delivered.");
    final Key<Duration> keepNotices = key(
            "outbound.keep",
            UnitTypes.duration("7d", "3650d"),
            "30d",
            "90d",
            "How long a mail to an agent is kept once it left or was given up; mail to customers goes with its ticket.");
    final Key<List<String>> trustedAuthentication = optional(
            "authentication-results.trusted",
            Types.HOST.list(),
            "none is trusted",
            "mx.example.com",
            "The names your own mail servers put into Authentication-Results; only theirs are believed.");

    private MachineKeys() {}
}
