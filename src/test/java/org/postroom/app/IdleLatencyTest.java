package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;

/** How soon a mail is a ticket when the server tells of it (IMAP IDLE, RFC 2177). */
@NeedsProgram("dovecot")
class IdleLatencyTest {
    private static final int MAILS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);
    private static final Duration PROMISED = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    @Test
    void mailIsTicketWithinASecondAndItsAutomaticAnswerIsQueuedWithIt() throws IOException, SQLException {
        try (DovecotServer dovecot = DovecotServer.start();
                SmtpSink sink = SmtpSink.start()) {
            dovecot.user("support", TestCompany.PASSWORD);
            TestCompany company = new TestCompany(directory, sink.port())
                    .mailbox("support", "imap", dovecot.imapsPort(), "tls")
                    .set("departments/support", "mailbox.import-interval", "10m")
                    .set(
                            "departments/support",
                            "mailbox.trusted-certificates",
                            dovecot.certificate().toString());
            try (Daemon daemon = company.start();
                    Connection connection = company.embeddedLedger().connect()) {
                awaitTicket(connection, deliver(dovecot, 0));
                assertThat(daemon.webPort()).isPositive();
                assertThat(median(dovecot, connection)).isLessThan(PROMISED);
            }
        }
    }

    private static Duration median(DovecotServer dovecot, Connection connection) {
        List<Duration> times = new ArrayList<>();
        for (int i = 1; i <= MAILS; i++) {
            String subject = deliver(dovecot, i);
            long began = System.nanoTime();
            awaitTicket(connection, subject);
            times.add(Duration.ofNanos(System.nanoTime() - began));
        }
        times.sort(null);
        Duration median = times.get(MAILS / 2);
        System.out.printf(
                "From delivery under IDLE to ticket, %d mails: median %d ms, 90 of 100 within %d ms, longest %d ms%n",
                MAILS,
                median.toMillis(),
                times.get(MAILS * 9 / 10).toMillis(),
                times.getLast().toMillis());
        return median;
    }

    private static String deliver(DovecotServer dovecot, int number) {
        String subject = "Question " + number + " of many";
        dovecot.deliver(
                "support",
                Letter.of(
                                "idle" + number + "@mail.example.org",
                                "customer" + number + "@mail.example.org",
                                TestCompany.SUPPORT,
                                subject,
                                "Hello")
                        .bytes());
        return subject;
    }

    /** The first time that the ticket is seen its automatic answer is there as well: one statement sees one moment. */
    private static void awaitTicket(Connection connection, String subject) {
        String sql = "SELECT (SELECT COUNT(*) FROM outbound_mail o WHERE o.ticket_id = t.id AND o.kind = 'automatic')"
                + " FROM ticket t WHERE t.subject = '" + subject + "'";
        List<List<String>> seen = await(subject)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOOKS)
                .until(() -> Ledger.rows(connection, sql), rows -> !rows.isEmpty());
        assertThat(seen).containsExactly(List.of("1"));
    }
}
