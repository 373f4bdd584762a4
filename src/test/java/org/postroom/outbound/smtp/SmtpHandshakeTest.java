package org.postroom.outbound.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.testing.ScriptedSmtpServer.hangUp;
import static org.postroom.testing.ScriptedSmtpServer.reply;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.AccountFault;
import org.postroom.outbound.DeliveryOutcome;
import org.postroom.outbound.Envelope;
import org.postroom.outbound.MailTransport.Connection;
import org.postroom.outbound.MailTransport.Opening;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.outbound.SmtpAccountSettings.Security;
import org.postroom.testing.FreePorts;
import org.postroom.testing.ScriptedSmtpServer;
import org.postroom.testing.ScriptedSmtpServer.Times;
import org.postroom.testing.SmtpSink;
import org.postroom.testing.TestCertificate;

class SmtpHandshakeTest {
    @TempDir
    private Path directory;

    private static AccountFault fault(SmtpAccountSettings account) {
        Opening opening = new SmtpSender().open(account);
        assertThat(opening).isInstanceOf(Opening.Unavailable.class);
        AccountFault fault = ((Opening.Unavailable) opening).fault();
        assertThat(fault.sentence())
                .startsWith("SMTP account 'acme' (localhost:" + account.server().port() + ") ")
                .doesNotContain("Exception", "\n");
        return fault;
    }

    private static DeliveryOutcome deliver(SmtpAccountSettings account) {
        EmailAddress alice = EmailAddress.of("alice@example.org");
        Opening opening = new SmtpSender().open(account);
        assertThat(opening).isInstanceOf(Opening.Open.class);
        try (Connection connection = ((Opening.Open) opening).connection()) {
            return connection
                    .send(new Envelope(Optional.empty(), List.of(alice)), Bytes.of("Subject: x\r\n\r\nx\r\n"))
                    .outcomeFor(alice);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "TLS"})
    void sendsEncryptedToAServerItTrusts(String name) {
        Security security = Security.valueOf(name);
        TestCertificate certificate = TestCertificate.forLocalhost(directory);
        try (ScriptedSmtpServer server = serving(certificate, security)) {
            DeliveryOutcome outcome = deliver(Accounts.secure(server.port(), security, Optional.of(certificate.pem())));

            assertThat(outcome).isInstanceOf(DeliveryOutcome.Delivered.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTTLS", "TLS"})
    void refusesCertificatesThatProveNothing(String name) {
        Security security = Security.valueOf(name);
        TestCertificate good = TestCertificate.forLocalhost(directory);
        TestCertificate expired = TestCertificate.expired(directory);
        TestCertificate other = TestCertificate.forAnotherHost(directory);

        assertThat(refusal(good, security, Optional.empty()))
                .contains("is not trusted")
                .contains("trusted-certificates");
        assertThat(refusal(good, security, Optional.of(other.pem()))).contains("is not trusted");
        assertThat(refusal(expired, security, Optional.of(expired.pem()))).contains("has expired");
        assertThat(refusal(other, security, Optional.of(other.pem()))).contains("for another name");
        assertThat(refusal(good, security, Optional.of(directory.resolve("none.pem"))))
                .contains("names a file that is not there");
    }

    private static String refusal(TestCertificate certificate, Security security, Optional<Path> trusted) {
        try (ScriptedSmtpServer server = serving(certificate, security)) {
            String sentence =
                    fault(Accounts.secure(server.port(), security, trusted)).sentence();
            assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
            return sentence;
        }
    }

    private static ScriptedSmtpServer serving(TestCertificate certificate, Security security) {
        return security == Security.TLS
                ? ScriptedSmtpServer.startWithTls(certificate.serverContext())
                : ScriptedSmtpServer.startWithStartTls(certificate.serverContext());
    }

    @Test
    void neverFallsBackToClear() {
        try (SmtpSink server = SmtpSink.start()) {
            assertThat(fault(Accounts.secure(server.port(), Security.STARTTLS, Optional.empty()))
                            .sentence())
                    .contains("does not offer STARTTLS");
            assertThat(server.commands()).hasSize(1);
        }
    }

    @Test
    void takesNothingSaidBeforeEncryptionForSaidAfterIt() {
        TestCertificate certificate = TestCertificate.forLocalhost(directory);
        try (ScriptedSmtpServer server = serving(certificate, Security.STARTTLS)) {
            server.at("STARTTLS", Times.ALWAYS, reply("220 Go\r\n250-injected\r\n250 AUTH PLAIN"));

            assertThat(fault(Accounts.secure(server.port(), Security.STARTTLS, Optional.of(certificate.pem())))
                            .sentence())
                    .contains("tampering");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH PLAIN LOGIN", "AUTH LOGIN", "AUTH=LOGIN", "AUTH CRAM-MD5 plain"})
    void logsInAsTheServerLikes(String offer) {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start().offer(offer)) {
            server.at("LOGIN ", Times.ALWAYS, reply("535 5.7.8 No"));
            server.at("LOGIN acme:gehëim", Times.ALWAYS, reply("235 2.7.0 Welcome"));

            assertThat(fault(Accounts.withLogin(server.port(), "acme", "wrong")).kind())
                    .isEqualTo(AccountFault.Kind.LOGIN);
        }
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start().offer(offer)) {
            server.at("LOGIN acme:gehëim", Times.ALWAYS, reply("235 2.7.0 Welcome"));
            server.at("LOGIN ", Times.ALWAYS, reply("535 5.7.8 No"));

            assertThat(deliver(Accounts.withLogin(server.port(), "acme", "gehëim")))
                    .isInstanceOf(DeliveryOutcome.Delivered.class);
        }
    }

    @Test
    void saysWhichLoginWasRefusedButNotThePassword() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start().offer("AUTH PLAIN")) {
            server.at("LOGIN", Times.ALWAYS, reply("535 5.7.8 Authentication failed"));

            assertThat(fault(Accounts.withLogin(server.port(), "acme", "geheim"))
                            .sentence())
                    .contains("refused the login of 'acme': 535 5.7.8 Authentication failed")
                    .contains("conf/smtp/acme.properties")
                    .doesNotContain("geheim");
        }
    }

    @Test
    void saysWhenNoLoginIsOffered() {
        try (SmtpSink server = SmtpSink.start()) {
            AccountFault fault = fault(Accounts.withLogin(server.port(), "acme", "geheim"));

            assertThat(fault.sentence()).contains("offers no login").contains("starttls");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECT", "EHLO"})
    void saysWhatTheServerSaid(String command) {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.at(command, Times.ONCE, reply("421 4.3.2 Too many connections"));
            assertThat(fault(Accounts.plain(server.port())).sentence()).contains("421 4.3.2 Too many connections");
            server.at(command, Times.ONCE, reply("HTTP/1.1 400 Bad Request"));
            assertThat(fault(Accounts.plain(server.port())).sentence())
                    .contains("does not speak SMTP; it said: HTTP/1.1 400 Bad Request");
            server.at(command, Times.ONCE, hangUp());
            assertThat(fault(Accounts.plain(server.port())).sentence()).contains("hung up");
            server.at(command, Times.ONCE, server.hang());
            assertThat(fault(Accounts.impatient(server.port())).sentence()).contains("did not answer in time");
        }
    }

    @Test
    void greetsOldServersTheOldWay() {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.start()) {
            server.at("EHLO", Times.ALWAYS, reply("502 5.5.1 What?"));

            assertThat(deliver(Accounts.plain(server.port()))).isInstanceOf(DeliveryOutcome.Delivered.class);
            assertThat(server.commands()).contains("HELO [127.0.0.1]");
        }
    }

    @Test
    void saysThatNobodyListens() {
        assertThat(fault(Accounts.plain(FreePorts.find(1).getFirst())).sentence())
                .contains("refused the connection. Is the server running")
                .contains("conf/smtp/acme.properties");
    }
}
