package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.testing.SmtpSink;

/**
 * FAULTS A21, from the mailbox to the ticket: what is larger than mail.max-size. By IMAP see {@code ImapFaultsTest} and
 * {@code LargeMailTest}: GreenMail does not give the beginning of a mail.
 */
class LargeMailStoryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIZE = 1_000_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = "pop3")
    void aMailOverTheLimitIsATicketThatSaysSoAndStaysInItsMailbox(String protocol) throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        try (SmtpSink sink = SmtpSink.start()) {
            GreenMailUser user = server.setUser(TestCompany.SUPPORT, "support", TestCompany.PASSWORD);
            user.deliver(message("The film", SIZE));
            user.deliver(message("A word", 100));
            int port = (protocol.equals("imap") ? server.getImap() : server.getPop3()).getPort();
            TestCompany company = new TestCompany(directory, sink.port())
                    .set("postroom", "mail.max-size", "100KB")
                    .mailbox("support", protocol, port, "none")
                    .set("departments/support", "mailbox.after-import", "leave");
            try (Daemon daemon = company.start()) {
                Ledger ledger = company.embeddedLedger();
                await().atMost(PATIENCE).until(() -> ledger.number("SELECT COUNT(*) FROM ticket") == 2);
                user.deliver(message("Another word", 100));
                await().atMost(PATIENCE).until(() -> ledger.number("SELECT COUNT(*) FROM ticket") == 3);
                assertThat(daemon.webPort()).isPositive();
                assertThat(ledger.number("SELECT COUNT(*) FROM ticket WHERE subject = 'The film'"))
                        .isEqualTo(1);
                assertThat(ledger.number(
                                "SELECT COUNT(*) FROM article WHERE body LIKE '%too large to be fetched (1.0 MB)%'"))
                        .isEqualTo(1);
                assertThat(server.getReceivedMessages()).hasSize(3);
            }
        } finally {
            server.stop();
        }
    }

    private static MimeMessage message(String subject, int size) throws Exception {
        String mail = "From: Carl <carl@customer.example.org>\r\nTo: " + TestCompany.SUPPORT + "\r\nSubject: " + subject
                + "\r\nMessage-ID: <" + subject.replace(' ', '-') + "@customer.example.org>\r\n\r\nLook at this:\r\n"
                + "0123456789abcdef\r\n".repeat(size / 18);
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)));
    }
}
