package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.Occasion;
import org.postroom.intake.Disposition;
import org.postroom.intake.FetchedMail;
import org.postroom.intake.Findings;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.Receipt;
import org.postroom.intake.SightingStore;
import org.postroom.intake.Spool;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mailbox.MailboxStatus;
import org.postroom.metrics.Figures;
import org.postroom.outbound.AccountStatus;
import org.postroom.outbound.Orders;
import org.postroom.outbound.OutboundQueue;
import org.postroom.outbound.QueueFigures;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.storm.StormStore;
import org.postroom.storm.WithheldAnswer;
import org.postroom.ticket.TicketId;

/** What an operator is told by /metrics. */
class OperatorFiguresTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final DepartmentId SUPPORT = new DepartmentId("support");

    private final TestDatabase held = TestDatabases.sqlite();
    private final Database database = held.database();
    private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
    private final InstantSource clock = time::get;
    private final Ids ids = new Ids(clock, 1);
    private final Figures figures = Figures.ofProcess();
    private final MailCounts counts = new MailCounts(figures);
    private final Spool spool = new CountedSpool(Spool.jdbi(ids, RawStore.jdbi(ids)), counts);
    private final SightingStore sightings = SightingStore.jdbi(ids);
    private final StormStore storms = StormStore.jdbi(ids);
    private List<MailboxStatus> mailboxes = List.of();

    OperatorFiguresTest() {
        new OperatorFigures(
                        database,
                        new OperatorFigures.Stores(spool, LedgerStore.jdbi(), sightings, QueueFigures.jdbi(), storms),
                        () -> mailboxes,
                        Map::<SmtpAccountId, AccountStatus>of,
                        clock)
                .addTo(figures);
    }

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void tellsTheAgeOfWhatWaitsLongest() {
        assertThat(figures.text()).contains("\npostroom_oldest_unprocessed_seconds 0.0\n", "postroom_database_up 1.0");
        accept("one");
        time.set(NOW.plus(Duration.ofSeconds(90)));
        assertThat(figures.text())
                .contains("\npostroom_oldest_unprocessed_seconds 89.999\n", "postroom_mails_pending 1.0");
    }

    @Test
    void countsWhatAServerKeepsToItselfAmongWhatWaits() {
        Receipt.Origin place = new Receipt.Origin("pop3://support@mail.example.org:995", 0, "u1", SUPPORT);
        database.change(transaction ->
                sightings.missed(transaction, List.of(new SightingStore.Missed(place, 99)), "would not", NOW));
        time.set(NOW.plus(Duration.ofHours(2)));
        assertThat(figures.text())
                .contains("\npostroom_oldest_unprocessed_seconds 7200.0\n", "postroom_mails_unfetched 1.0");
    }

    @Test
    void countsMailsTakenInFoldedAndSettled() {
        Receipt receipt = accept("one");
        accept("one");
        accept("one");
        Findings answered = new Findings(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Findings.Answering.WITHHELD));
        database.change(transaction -> spool.finish(
                transaction,
                receipt.id(),
                Receipt.End.of(Disposition.NEW_TICKET, Optional.empty(), Optional.empty(), ""),
                answered));
        assertThat(figures.text())
                .contains("postroom_mails_taken_in_total 1.0", "postroom_mails_folded_total 2.0")
                .contains("postroom_mails_settled_total{fate=\"new-ticket\"} 1.0")
                .contains("postroom_automatic_answers_total{outcome=\"suppressed\"} 1.0")
                .contains("postroom_automatic_answers_total{outcome=\"sent\"} 0.0");
    }

    @Test
    void countsNothingThatIsNotCommitted() {
        try {
            database.change(transaction -> {
                spool.accept(transaction, List.of(mail("one", 1)));
                throw new IllegalStateException("power cut");
            });
        } catch (IllegalStateException expected) {
            assertThat(expected).hasMessage("power cut");
        }
        assertThat(figures.text()).contains("postroom_mails_taken_in_total 0.0");
    }

    @Test
    void tellsOfStorms() {
        WithheldAnswer.Wish wish = new WithheldAnswer.Wish(
                EmailAddress.of("carla@example.org"),
                new DepartmentId("support"),
                new TicketId(42),
                Optional.empty(),
                Occasion.NEW_TICKET);
        Limit limit = new Limit("in-all", 1, Duration.ofHours(1));
        assertThat(figures.text()).contains("postroom_storms_open 0.0");
        database.change(transaction -> storms.withheld(transaction, limit, wish, NOW));
        database.change(transaction -> storms.withheld(transaction, limit, wish, NOW));
        assertThat(figures.text()).contains("postroom_storms_open 1.0", "postroom_storms_withheld_answers 2.0");
    }

    @Test
    void tellsTheQueueByAccount() {
        OutboundQueue queue = OutboundQueue.jdbi(ids, RawStore.jdbi(ids), clock, account -> {});
        database.change(transaction -> queue.enqueue(transaction, new Orders().answer("carla@example.org")));
        time.set(NOW.plus(Duration.ofSeconds(30)));
        assertThat(figures.text())
                .contains(
                        "postroom_queue_mails{account=\"acme\"} 1.0",
                        "postroom_queue_oldest_seconds{account=\"acme\"} 30.0");
        database.change(transaction -> queue.holdAll(transaction, "restored"));
        assertThat(figures.text())
                .contains(
                        "postroom_queue_mails{account=\"acme\"} 0.0",
                        "postroom_queue_held_mails{account=\"acme\"} 1.0");
    }

    @Test
    void tellsWhichMailboxesFail() {
        mailboxes = List.of(
                new MailboxStatus(SUPPORT, "imap://x", Optional.of(NOW.minusSeconds(5)), Optional.empty(), List.of()),
                new MailboxStatus(
                        new DepartmentId("sales"),
                        "imap://y",
                        Optional.empty(),
                        Optional.of(new MailboxStatus.Outage("away", NOW, NOW)),
                        List.of()));
        assertThat(figures.text())
                .contains("postroom_mailbox_failing{department=\"support\"} 0.0")
                .contains("postroom_mailbox_failing{department=\"sales\"} 1.0")
                .contains("postroom_mailbox_last_success_age_seconds{department=\"support\"} 5.0")
                .doesNotContain("age_seconds{department=\"sales\"}");
    }

    @Test
    void saysWhenTheDatabaseIsAway() {
        database.close();
        assertThat(figures.text()).contains("postroom_database_up 0.0", "postroom_oldest_unprocessed_seconds NaN");
    }

    private int uid;

    private Receipt accept(String text) {
        uid++;
        return database.<List<Receipt>>write(transaction -> spool.accept(transaction, List.of(mail(text, uid))))
                .getFirst();
    }

    private static FetchedMail mail(String text, int uid) {
        Receipt.Origin place =
                new Receipt.Origin("imap://support@mail.example.org:993/inbox", 7, Integer.toString(uid), SUPPORT);
        return FetchedMail.whole(place, Bytes.of(text), NOW.plusMillis(uid));
    }
}
