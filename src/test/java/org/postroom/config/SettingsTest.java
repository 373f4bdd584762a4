package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.autoreply.AutoReplyLimits;
import org.postroom.autoreply.AutoReplySettings;
import org.postroom.autoreply.TicketLinkSettings;
import org.postroom.intake.FloodSettings;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.mailbox.FetchLimits;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.notify.NoticeLimits;
import org.postroom.notify.NoticeSettings;
import org.postroom.outbound.QueueSettings;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storm.StormSettings;
import org.postroom.template.TemplateName;
import org.postroom.template.TemplateSettings;
import org.postroom.web.AddressRange;
import org.postroom.web.MetricsSettings;
import org.postroom.web.WebSettings;
import org.postroom.web.login.LoginSettings;

/** What the features get: their defaults where conf says nothing, and every key where it does. Bad values: BrokenConfTest. */
class SettingsTest {
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final SmtpAccountId ACME = new SmtpAccountId("acme");

    @TempDir
    private Path directory;

    private ConfFolder folder;

    @BeforeEach
    void startFromAGoodConf() throws IOException {
        folder = new ConfFolder(directory.resolve("conf"));
    }

    @Test
    void theMachineHasTheDefaultsOfItsFeatures() throws IOException {
        Machine machine = folder.write("postroom.properties", "").load().machine();
        Path data = directory.resolve("data").toAbsolutePath();
        assertThat(machine)
                .isEqualTo(new Machine(
                        new DaemonSettings(
                                data,
                                NodeSettings.DEFAULT,
                                ZoneId.of("UTC"),
                                TicketLinkSettings.NONE,
                                Duration.ofDays(365),
                                Set.of()),
                        DatabaseSettings.embedded(data),
                        WebSettings.DEFAULT,
                        new TemplateSettings(directory.resolve("templates").toAbsolutePath()),
                        FetchLimits.USUAL,
                        ReadLimits.standard(),
                        QueueSettings.DEFAULT,
                        AutoReplyLimits.DEFAULT,
                        new AbuseSettings(StormSettings.DEFAULT, FloodSettings.DEFAULT),
                        NoticeLimits.DEFAULT,
                        LoginSettings.DEFAULT,
                        MetricsSettings.DEFAULT));
    }

    @Test
    void everyKeyOfTheMachineIsTaken() throws IOException {
        folder.write("postroom.properties", """
                data-directory = /var/lib/postroom
                templates-directory = own-templates
                database.url = jdbc:mariadb://db.example.com:3306/postroom
                database.user = postroom
                database.password = secret
                node.number = 7
                node.name = mail-a
                time-zone = Europe/Berlin
                public-url = https://help.example.com/
                web.address = 0.0.0.0
                web.port = 8080
                web.trusted-proxies = 127.0.0.1, 10.0.0.0/8
                web.max-upload = 10MB
                metrics.allow = 10.0.0.5
                sessions.idle = 30m
                sessions.lifetime = 8h
                mail.max-size = 25MB
                mail.max-parts = 500
                mail.max-depth = 50
                auto-response.limit = 2
                auto-response.window = 1h
                auto-response.same-text = 5
                auto-response.per-domain-and-hour = 30
                auto-response.per-department-and-hour = 50
                auto-response.in-all-per-hour = 300
                storms.calm-after = 2h
                storms.mail = off
                storms.mails-per-hour = 2
                storms.keep = 7d
                flood.tickets-per-sender = 30
                flood.window = 1d
                flood.except = forms+web@example.com
                notices.limit = 20
                notices.window = 2h
                reply-tokens.lifetime = 90d
                view-link.lifetime = 30d
                outbound.retry.first = 1m
                outbound.retry.longest = 4h
                outbound.give-up-after = 2d
                outbound.keep = 90d
                authentication-results.trusted = MX.example.com, mx2.example.com
                """);
        ReadLimits usual = ReadLimits.standard();
        assertThat(folder.load().machine())
                .isEqualTo(new Machine(
                        new DaemonSettings(
                                Path.of("/var/lib/postroom"),
                                new NodeSettings(7, Optional.of("mail-a")),
                                ZoneId.of("Europe/Berlin"),
                                new TicketLinkSettings(
                                        Optional.of(URI.create("https://help.example.com/")), Duration.ofDays(30)),
                                Duration.ofDays(90),
                                Set.of("mx.example.com", "mx2.example.com")),
                        new DatabaseSettings(
                                "jdbc:mariadb://db.example.com:3306/postroom", "postroom", Secret.of("secret")),
                        new WebSettings(
                                "0.0.0.0",
                                8080,
                                Optional.of(URI.create("https://help.example.com/")),
                                Optional.empty(),
                                List.of(
                                        AddressRange.parse("127.0.0.1").orElseThrow(),
                                        AddressRange.parse("10.0.0.0/8").orElseThrow()),
                                10_000_000),
                        new TemplateSettings(
                                directory.resolve("conf/own-templates").toAbsolutePath()),
                        new FetchLimits(
                                25_000_000,
                                FetchLimits.USUAL.batchMails(),
                                FetchLimits.USUAL.batchBytes(),
                                FetchLimits.USUAL.roundMails()),
                        new ReadLimits(
                                50,
                                500,
                                usual.headerBytes(),
                                usual.recipients(),
                                usual.references(),
                                usual.textLength()),
                        new QueueSettings(
                                Duration.ofMinutes(1), Duration.ofHours(4), Duration.ofDays(2), Duration.ofDays(90)),
                        new AutoReplyLimits(2, 5, Duration.ofHours(1), new AutoReplyLimits.PerHour(30, 50, 300)),
                        new AbuseSettings(
                                new StormSettings(Duration.ofHours(2), false, 2, Duration.ofDays(7)),
                                new FloodSettings(
                                        30, Duration.ofDays(1), Set.of(EmailAddress.of("forms@example.com")))),
                        new NoticeLimits(20, Duration.ofHours(2)),
                        new LoginSettings(Duration.ofMinutes(30), Duration.ofHours(8)),
                        new MetricsSettings(
                                List.of(AddressRange.parse("10.0.0.5").orElseThrow()))));
    }

    @Test
    void anSmtpAccountHasItsDefaults() {
        assertThat(folder.load().smtpAccount(ACME))
                .contains(new SmtpAccountSettings(
                        ACME,
                        SmtpAccountSettings.Server.at("mail.example.com", SmtpAccountSettings.Security.STARTTLS),
                        Optional.empty(),
                        SmtpAccountSettings.Identity.of(EmailAddress.of("postroom@example.com"), ""),
                        SmtpAccountSettings.Limits.DEFAULT,
                        SmtpAccountSettings.Timeouts.DEFAULT));
    }

    @Test
    void everyKeyOfAnSmtpAccountIsTaken() throws IOException {
        folder.write("own-ca.pem", "").write("smtp/acme.properties", """
                host = smtp.example.com
                security = tls
                port = 2465
                user = postroom
                password = secret
                address = postroom@example.com
                display-name = Acme
                envelope-sender = bounces@example.com
                null-sender = off
                connections = 5
                mails-per-minute = 30
                ehlo-name = postroom.example.com
                connect-timeout = 10s
                reply-timeout = 1m
                end-of-data-timeout = 5m
                mail-timeout = 6m
                trusted-certificates = own-ca.pem
                """);
        assertThat(folder.load().smtpAccount(ACME))
                .contains(new SmtpAccountSettings(
                        ACME,
                        new SmtpAccountSettings.Server(
                                "smtp.example.com",
                                2465,
                                SmtpAccountSettings.Security.TLS,
                                Optional.of(directory.resolve("conf/own-ca.pem").toAbsolutePath()),
                                Optional.of("postroom.example.com")),
                        Optional.of(new SmtpAccountSettings.Login("postroom", Secret.of("secret"))),
                        new SmtpAccountSettings.Identity(
                                EmailAddress.of("postroom@example.com"),
                                "Acme",
                                EmailAddress.of("bounces@example.com"),
                                false),
                        new SmtpAccountSettings.Limits(5, 30),
                        new SmtpAccountSettings.Timeouts(
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(6))));
    }

    @Test
    void aMailboxHasItsDefaults() throws IOException {
        folder.append("departments/support.properties", "mailbox.host = mail.example.com\nmailbox.password = secret\n");
        assertThat(folder.load().mailbox(SUPPORT))
                .contains(new MailboxSettings(
                        MailboxSettings.Protocol.IMAP,
                        new MailboxSettings.Server(
                                "mail.example.com", 993, MailboxSettings.Security.TLS, Optional.empty()),
                        new MailboxSettings.Login("support@example.com", Secret.of("secret")),
                        MailboxSettings.INBOX,
                        new MailboxSettings.AfterImport.Leave(),
                        MailboxSettings.Rhythm.USUAL));
    }

    @Test
    void everyKeyOfAMailboxIsTaken() throws IOException {
        folder.write("own-ca.pem", "").append("departments/support.properties", """
                mailbox.host = imap.example.com
                mailbox.protocol = imap
                mailbox.security = starttls
                mailbox.port = 1143
                mailbox.user = support
                mailbox.password = secret
                mailbox.folder = Tickets
                mailbox.after-import = move
                mailbox.move-to = Imported
                mailbox.import-interval = 30s
                mailbox.idle = off
                mailbox.connect-timeout = 1s
                mailbox.read-timeout = 2s
                mailbox.poll-timeout = 3m
                mailbox.trusted-certificates = own-ca.pem
                """);
        Path certificates = directory.resolve("conf/own-ca.pem").toAbsolutePath();
        assertThat(folder.load().mailbox(SUPPORT))
                .contains(new MailboxSettings(
                        MailboxSettings.Protocol.IMAP,
                        new MailboxSettings.Server(
                                "imap.example.com", 1143, MailboxSettings.Security.STARTTLS, Optional.of(certificates)),
                        new MailboxSettings.Login("support", Secret.of("secret")),
                        "Tickets",
                        new MailboxSettings.AfterImport.MoveTo("Imported"),
                        new MailboxSettings.Rhythm(
                                Duration.ofSeconds(30),
                                false,
                                new MailboxSettings.Timeouts(
                                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(3)))));
    }

    @Test
    void portsFollowProtocolAndSecurity() throws IOException {
        assertThat(portOf("mailbox.protocol = pop3\n")).isEqualTo(995);
        assertThat(portOf("mailbox.protocol = pop3\nmailbox.security = starttls\n"))
                .isEqualTo(110);
        assertThat(portOf("mailbox.security = none\n")).isEqualTo(143);
    }

    @Test
    void aDepartmentSendsEveryMailUnlessToldOtherwise() {
        assertThat(folder.load().autoReply(SUPPORT)).isEqualTo(AutoReplySettings.DEFAULT);
        assertThat(folder.load().notice(SUPPORT)).isEqualTo(NoticeSettings.DEFAULT);
    }

    @Test
    void everyMailOfADepartmentCanBeSwitchedOff() throws IOException {
        folder.append("departments/support.properties", """
                auto-responder = off
                auto-responder.subject = neutral
                auto-responder.forwarded = off
                send.auto-response = off
                send.auto-response-closed = off
                send.rejected-policy = off
                send.rejected-lock = off
                send.agent-new-ticket = off
                send.agent-reply = off
                send.agent-assigned = off
                send.agent-transferred = off
                send.agent-forwarded = off
                send.agent-comment = off
                send.agent-shared = off
                send.agent-delivery-failed = off
                notices.attach-up-to = 0B
                """);
        Conf conf = folder.load();
        assertThat(conf.autoReply(SUPPORT))
                .isEqualTo(new AutoReplySettings(
                        false, AutoReplySettings.ANSWERS, false, AutoReplySettings.SubjectStyle.NEUTRAL));
        assertThat(conf.notice(SUPPORT)).isEqualTo(new NoticeSettings(NoticeSettings.NOTICES, 0));
    }

    @Test
    void everyAutomaticMailThatCanBeOffHasASwitch() {
        AutomaticMailKeys keys = DepartmentKeys.KEYS.automatic;
        assertThat(keys.answers.keySet()).isEqualTo(EnumSet.copyOf(AutoReplySettings.ANSWERS));
        assertThat(keys.notices.keySet()).isEqualTo(EnumSet.copyOf(NoticeSettings.NOTICES));
        assertThat(keys.answers.get(TemplateName.REJECTED_LOCK))
                .extracting("name")
                .isEqualTo("send.rejected-lock");
    }

    private int portOf(String lines) throws IOException {
        ConfFolder other = new ConfFolder(directory.resolve("conf"));
        other.append(
                "departments/support.properties",
                "mailbox.host = mail.example.com\nmailbox.password = secret\n" + lines);
        return other.load().mailbox(SUPPORT).orElseThrow().server().port();
    }
}
