package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.intake.Office;
import org.postroom.mail.Bytes;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.outbound.OutboundKind;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.ScriptedServer;

/**
 * FAULTS A9 and A10: a server that numbers its mails anew brings no mail twice. How often says {@code -Dfaults.resets}, how many
 * mails {@code -Dfaults.mails}.
 */
class UidValidityTest {
    private static final int RESETS = Integer.getInteger("faults.resets", 20);
    private static final int MAILS = Integer.getInteger("faults.mails", 500);
    private static final long SEED = Long.getLong("faults.seed", 20_261_123);
    private static final AfterImport LEAVE = new AfterImport.Leave();

    private final Random random = new Random(SEED);
    private final Office office = new Office();
    private final MailboxBench bench =
            new MailboxBench(office.database(), office.stores().spool(), FetchLimits.USUAL, office.clock);

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void aServerThatResetsItsUidsBringsNothingTwice() throws MailboxException {
        FakeImap imap = new FakeImap();
        List<Bytes> mails = mails(MAILS);
        try (ScriptedServer server = ScriptedServer.start(imap)) {
            MailboxSettings mailbox = MailboxBench.plain(Protocol.IMAP, server.port(), LEAVE);
            number(imap, mails, 1_000);
            bench.importOnce(mailbox);
            office.work();
            long answers = answers();
            for (int reset = 0; reset < RESETS; reset++) {
                number(imap, mails, random.nextInt(2_000));
                office.clock.forward(Duration.ofHours(2));
                bench.importOnce(mailbox);
                office.work();
            }
            count("UIDVALIDITY", answers);
        }
    }

    /** Other UIDs from another beginning, under a UIDVALIDITY above or below the last, or none at all. */
    private void number(FakeImap imap, List<Bytes> mails, int uidValidity) {
        imap.mails().keySet().forEach(imap::forget);
        long first = random.nextLong(1, 10_000);
        for (int i = 0; i < mails.size(); i++) {
            imap.mail(first + i, mails.get(i).latin1());
        }
        imap.validity(uidValidity < 100 ? "" : "* OK [UIDVALIDITY " + uidValidity + "] fine\r\n");
    }

    @Test
    @NeedsProgram("dovecot")
    void dovecotThatForgotItsUidsBringsNothingTwice() throws MailboxException {
        try (DovecotServer server = DovecotServer.start()) {
            server.user(MailboxBench.USER, DovecotServer.PASSWORD);
            mails(MAILS).forEach(mail -> server.deliver(MailboxBench.USER, mail));
            MailboxSettings mailbox = MailboxBench.plain(Protocol.IMAP, server.imapPort(), LEAVE);
            bench.importOnce(mailbox);
            office.work();
            long answers = answers();
            for (int reset = 0; reset < RESETS; reset++) {
                office.clock.forward(Duration.ofHours(2));
                int uidValidity = 1 + random.nextInt(1_000_000);
                // A session that is just ending may still write down the UIDs of before
                await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                    server.resetUids(MailboxBench.USER, uidValidity);
                    assertThat(status(server)).contains("UIDVALIDITY " + uidValidity);
                });
                bench.importOnce(mailbox);
                office.work();
            }
            count("UIDVALIDITY, Dovecot", answers);
            assertThat(server.mails(MailboxBench.USER, "INBOX")).hasSize(MAILS);
        }
    }

    private static String status(DovecotServer server) {
        try (ImapTalk other = new ImapTalk(server.imapPort(), MailboxBench.USER)) {
            return other.say("STATUS INBOX (UIDVALIDITY)");
        }
    }

    private void count(String name, long answers) {
        System.out.printf(
                "FAULTS %s: %d resets of %d mails, %d tickets, %d automatic answers before and %d after, seed %d%n",
                name, RESETS, MAILS, office.tickets().size(), answers, answers(), SEED);
        assertThat(office.tickets()).hasSize(MAILS);
        assertThat(answers()).isEqualTo(answers).isPositive();
        assertThat(bench.pending()).isEmpty();
        assertThat(bench.receipts()).isGreaterThan(MAILS * RESETS / 2);
    }

    private long answers() {
        return office.queued(OutboundKind.AUTOMATIC).size();
    }

    private static List<Bytes> mails(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> Bytes.of("From: c" + i + "@customer.example.org\r\nTo: " + Office.SUPPORT
                        + "\r\nSubject: Question " + i + "\r\nMessage-ID: <" + i
                        + "@customer.example.org>\r\n\r\nHow is it?\r\n"))
                .toList());
    }
}
