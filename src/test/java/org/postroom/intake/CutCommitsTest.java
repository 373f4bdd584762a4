package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Bytes;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.StorageException;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.Fault;
import org.postroom.testing.Fault.Direction;

/**
 * FAULTS A4: the connection to MariaDB breaks before a COMMIT, between it and its reply, and anywhere else, while mails come in
 * and are settled. How often says {@code -Dfaults.commits}.
 */
class CutCommitsTest {
    private static final int CUTS = Integer.getInteger("faults.commits", 100);
    private static final long SEED = Long.getLong("faults.seed", 20_261_123);
    private static final String COMMIT = "\\07\\00\\00\\00\\03COMMIT";
    private static final int SOME_STATEMENTS = 30_000;

    private final Random random = new Random(SEED);
    private final AtomicReference<ChaosProxy> proxy = new AtomicReference<>();

    @Test
    void everyMailBecomesOneTicketWithOneAnswerWhateverCommitIsCut() {
        TestDatabase database = TestDatabases.mariadb(port -> {
            proxy.set(ChaosProxy.before(port));
            return proxy.get().port();
        });
        try (ChaosProxy way = proxy.get();
                Office office = new Office(database)) {
            int mails = 0;
            for (; way.struck() < CUTS; mails++) {
                way.once(next());
                hold(office, mail(mails));
                settle(office);
                office.clock.forward(Duration.ofMinutes(1));
            }
            way.calm();
            settle(office);
            count(office, mails, way.struck());
        }
    }

    private Fault next() {
        return switch (random.nextInt(4)) {
            case 0 -> Fault.cut().before(COMMIT);
            case 1, 2 -> Fault.loseReply().at(COMMIT);
            default ->
                Fault.cut()
                        .after(
                                random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT,
                                random.nextInt(SOME_STATEMENTS));
        };
    }

    private static FetchedMail mail(int number) {
        Bytes raw = Bytes.of("From: c" + number + "@customer.example.org\r\nTo: " + Office.SUPPORT
                + "\r\nSubject: Question " + number + "\r\n\r\nHow is it?\r\n");
        Receipt.Origin origin = new Receipt.Origin(
                "imap://support@mail.example.org:993/inbox", 7, Integer.toString(number), Office.SUPPORT_DESK);
        return FetchedMail.whole(origin, raw, java.time.Instant.parse("2026-03-02T09:00:00Z"));
    }

    /** As a mailbox watch does: what may not be held is fetched again. */
    private static void hold(Office office, FetchedMail mail) {
        untilDone(() ->
                office.database().write(transaction -> office.stores().spool().accept(transaction, List.of(mail))));
    }

    private static void settle(Office office) {
        untilDone(office::work);
    }

    private static void untilDone(Runnable work) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(60))
                .until(() -> done(work));
    }

    private static boolean done(Runnable work) {
        try {
            work.run();
            return true;
        } catch (StorageException e) {
            return false;
        } catch (AssertionError e) {
            if (e.getCause() instanceof StorageException) {
                return false;
            }
            throw e;
        }
    }

    private static void count(Office office, int mails, int cuts) {
        Map<Long, Integer> answers = new HashMap<>();
        office.queued(OutboundKind.AUTOMATIC)
                .forEach(mail ->
                        answers.merge(mail.ours().about().ticket().orElseThrow().value(), 1, Integer::sum));
        System.out.printf(
                "FAULTS MariaDB: %d connections cut, %d mails, %d tickets, %d automatic answers, seed %d%n",
                cuts, mails, office.tickets().size(), answers.size(), SEED);
        assertThat(office.tickets()).hasSize(mails);
        assertThat(answers)
                .hasSize(mails)
                .allSatisfy((ticket, count) -> assertThat(count).isEqualTo(1));
        assertThat(office.tickets())
                .allSatisfy(ticket -> assertThat(office.articles(ticket.number().toString()).stream()
                                .filter(article ->
                                        article.content().kind() == org.postroom.ticket.Article.Kind.CUSTOMER_MAIL))
                        .hasSize(1));
        assertThat(office.database()
                        .<Optional<java.time.Instant>>read(
                                transaction -> office.stores().spool().oldestUnprocessed(transaction)))
                .isEmpty();
    }
}
