package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.SharingLevel;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.Occasion;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.PlannedStore;
import org.postroom.desk.Seen;
import org.postroom.mail.Bytes;
import org.postroom.storage.Database;
import org.postroom.storage.Dialect;
import org.postroom.storage.PackedMail;
import org.postroom.storage.StorageException;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.storm.WithheldAnswer;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.Draft;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.PresenceStore;
import org.postroom.ticket.SeenStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;

/** A ticket with everything a ticket can have, beside one that looks like it. */
class TicketRemovalTest {
    @Test
    void leavesNothingOfItOnSqlite() {
        leavesNothing(TestDatabases.sqlite());
    }

    @Test
    void leavesNothingOfItOnMariaDb() {
        leavesNothing(TestDatabases.mariadb());
    }

    private static void leavesNothing(TestDatabase database) {
        try (Office office = new Office(database)) {
            Ticket gone = full(office, "SUP-1001");
            Ticket stays = full(office, "SUP-1002");
            Map<String, Integer> before = rows(office.database(), stays.id());
            List<Long> raws = office.articles("SUP-1001").stream()
                    .flatMap(article -> article.content().source().raw().stream())
                    .toList();
            Receipt first = receipts(office, gone.id()).getFirst();

            assertThat(remove(office, gone)).isEqualTo(TicketRemoval.Outcome.REMOVED);

            assertThat(rows(office.database(), gone.id()).values()).containsOnly(0);
            assertThat(before.values()).as("the other has a row in each table").doesNotContain(0);
            assertThat(rows(office.database(), stays.id()))
                    .as("but for the link to it")
                    .isEqualTo(linkless(before));
            assertThat(raws)
                    .hasSizeGreaterThan(1)
                    .allSatisfy(
                            raw -> assertThatThrownBy(() -> read(office, raw)).isInstanceOf(StorageException.class));
            office.articles("SUP-1002")
                    .forEach(article -> article.content()
                            .source()
                            .raw()
                            .ifPresent(
                                    raw -> assertThat(read(office, raw).size()).isPositive()));
            Receipt ledger = office.receipt(first.id());
            assertThat(ledger.content().sha256()).isEqualTo(first.content().sha256());
            assertThat(office.trace(ledger)).isEqualTo("Its ticket SUP-1001 was deleted.");
            assertThat(office.database()
                            .<Boolean>read(transaction -> office.stores()
                                    .desk()
                                    .tickets()
                                    .find(transaction, gone.number())
                                    .isPresent()))
                    .isFalse();
        }
    }

    @Test
    void isNotDoneToATicketThatChangedOrStillHasMailToSend() {
        try (Office office = new Office()) {
            office.carlWrites();
            Ticket seen = office.ticket("SUP-1001");
            assertThat(remove(office, seen)).isEqualTo(TicketRemoval.Outcome.BUSY);
            drop(office);
            int lines = office.history("SUP-1001").size();
            office.arrives(Letter.answer(CARL.value(), office.lastTo(CARL), "Hello?"));
            drop(office);
            assertThat(remove(office, seen, lines)).isEqualTo(TicketRemoval.Outcome.CHANGED);
            assertThat(office.articles("SUP-1001")).hasSize(2);
        }
    }

    /** Its bytes are nowhere else, whatever became of the ticket that told of it. */
    @Test
    void isNotDoneToATicketThatHasAMailThatIsSetAside() {
        try (Office office = new Office()) {
            office.carlWrites();
            Receipt receipt = office.fetched(
                    Office.SUPPORT_DESK,
                    Letter.from(CARL.value(), Office.SUPPORT, "One", "1").raw("a"));
            for (int i = 0; i < IntakeWorker.STRIKES; i++) {
                Receipt now = office.receipt(receipt.id());
                office.database().change(transaction -> office.stores().spool().begin(transaction, List.of(now)));
            }
            office.work();
            office.agentAnswers(ANNA, office.lastTo(ANNA), "#merge SUP-1001");
            drop(office);
            assertThat(remove(office, office.ticket("SUP-1001"))).isEqualTo(TicketRemoval.Outcome.BUSY);
        }
    }

    /** The mails of a merged ticket, what is known of them, and what was held on it, are of the ticket that is left. */
    @Test
    void takesNothingFromTheTicketThatAnotherBecamePartOf() {
        try (Office office = new Office()) {
            office.carlWrites();
            office.arrives(Letter.from("Carl <" + CARL + ">", Office.SUPPORT, "No paper", "It is empty.")
                    .id("second@customer.example.org"));
            Queued notice = office.queuedTo(ANNA).getFirst();
            office.agentAnswers(ANNA, notice, "Ask " + ANNA + " next time.");
            Queued question = office.lastTo(ANNA);
            office.agentAnswers(ANNA, notice, "#merge SUP-1002");
            drop(office);
            Article carls = office.articles("SUP-1002").getFirst();
            Receipt receipt = office.receipt(
                    new ReceiptId(carls.content().source().receipt().orElseThrow()));

            assertThat(remove(
                            office,
                            office.ticket("SUP-1001"),
                            office.history("SUP-1001").size()))
                    .as("while a mail of it waits to be confirmed")
                    .isEqualTo(TicketRemoval.Outcome.BUSY);
            office.agentAnswers(ANNA, question, "SEND");
            office.agentAnswers(ANNA, office.lastTo(ANNA), "SEND");
            drop(office);
            assertThat(remove(office, office.ticket("SUP-1001"))).isEqualTo(TicketRemoval.Outcome.REMOVED);

            assertThat(office.articles("SUP-1002").getFirst()).isEqualTo(carls);
            assertThat(office.receipt(receipt.id())).isEqualTo(receipt);
            assertThat(remove(office, office.ticket("SUP-1002"))).isEqualTo(TicketRemoval.Outcome.REMOVED);
            assertThat(office.trace(office.receipt(receipt.id()))).isEqualTo("Its ticket SUP-1002 was deleted.");
        }
    }

    @Test
    void keepsTheSameMailFromComingInAgain() {
        try (Office office = new Office()) {
            Bytes raw = Letter.from("Carl <" + CARL + ">", Office.SUPPORT, "Broken printer", "It does not print.")
                    .raw("77");
            office.fetched(SampleCompany.SUPPORT, raw);
            office.work();
            drop(office);
            assertThat(remove(office, office.ticket("SUP-1001"))).isEqualTo(TicketRemoval.Outcome.REMOVED);
            office.fetched(SampleCompany.SUPPORT, raw);
            office.work();
            assertThat(office.tickets()).isEmpty();
            office.carlWrites();
            assertThat(office.tickets())
                    .extracting(ticket -> ticket.number().toString())
                    .containsExactly("SUP-1002");
        }
    }

    /** A ticket with mails, an answer, a held mail, files, drafts, links, shares and whatever else hangs on one. */
    private static Ticket full(Office office, String number) {
        office.arrives(
                Letter.from("Carl <" + CARL + ">", Office.SUPPORT, "Printer of " + number, "It does not print."));
        office.agentAnswers(ANNA, "Is it on?");
        office.agentAnswers(ANNA, "Write to " + ANNA + " next time.");
        office.agentAnswers(ANNA, office.lastTo(ANNA), "CANCEL");
        Ticket ticket = office.ticket(number);
        Order order = Order.onPage(
                office.organisation().agent(SampleCompany.ANNA).orElseThrow(),
                ticket.id(),
                new Seen.Unknown(),
                new Act.Share(SampleCompany.SALES, SharingLevel.FULL));
        office.database().change(transaction -> {
            office.desks().agents().carryOut(transaction, order);
            Draft.Key key = new Draft.Key(SampleCompany.ANNA, ticket.id(), Draft.Kind.ANSWER);
            DraftStore drafts = DraftStore.jdbi(
                    office.stores().desk().ids(), office.stores().desk().raws());
            drafts.save(transaction, key, new Draft.Typed("Have you", ""), 1, office.clock.instant());
            drafts.addFile(
                    transaction,
                    key,
                    new Draft.NewFile("a.txt", "text/plain", PackedMail.of(Bytes.of("a"))),
                    1000,
                    office.clock.instant());
            PlannedStore planned = PlannedStore.jdbi(
                    office.stores().desk().ids(), office.stores().desk().raws());
            PlannedAnswer answer = planned.add(
                    transaction,
                    new PlannedAnswer.Sender(SampleCompany.ANNA, ticket.id(), Way.PAGE),
                    new PlannedAnswer.Timing(PlannedAnswer.Kind.UNDO, office.clock.instant()),
                    new PlannedAnswer.Content(
                            "Have you", List.of(), List.of("answer"), Optional.empty(), new ArticleId(0), List.of()),
                    List.of(),
                    office.clock.instant());
            planned.settle(transaction, answer.id(), PlannedAnswer.State.TAKEN_BACK, office.clock.instant());
            office.stores()
                    .storms()
                    .withheld(
                            transaction,
                            new Limit("in-all", 1, Duration.ofHours(1)),
                            new WithheldAnswer.Wish(
                                    CARL, SampleCompany.SUPPORT, ticket.id(), Optional.empty(), Occasion.NEW_TICKET),
                            office.clock.instant());
            office.stores()
                    .floods()
                    .begin(transaction, SampleCompany.SUPPORT, number, ticket.id(), office.clock.instant());
            SeenStore.jdbi().seen(transaction, SampleCompany.ANNA, ticket.id(), office.clock.instant());
            PresenceStore.jdbi()
                    .note(
                            transaction,
                            ticket.id(),
                            SampleCompany.ANNA,
                            true,
                            office.clock.instant().plusSeconds(60));
            office.stores().desk().tickets().latest(transaction, 2).stream()
                    .filter(other -> !other.id().equals(ticket.id()))
                    .forEach(other -> office.stores()
                            .desk()
                            .tickets()
                            .relate(transaction, ticket.id(), other.id(), "They look alike.", office.clock.instant()));
        });
        drop(office);
        return office.ticket(number);
    }

    /** Has all that waits in the queue be done with. */
    private static void drop(Office office) {
        List<Queued> all = office.queued();
        office.database()
                .change(transaction -> all.forEach(mail -> office.stores()
                        .desk()
                        .queue()
                        .drop(transaction, mail.ours().id())));
    }

    private static TicketRemoval.Outcome remove(Office office, Ticket seen) {
        return remove(office, seen, office.history(seen.number().toString()).size());
    }

    private static TicketRemoval.Outcome remove(Office office, Ticket seen, int lines) {
        TicketRemoval removal = TicketRemoval.jdbi(office.stores().desk(), office.viewLinks);
        return office.database().write(transaction -> removal.remove(transaction, seen, lines));
    }

    private static Bytes read(Office office, long raw) {
        return office.database()
                .read(transaction -> office.stores().desk().raws().get(transaction, raw));
    }

    private static List<Receipt> receipts(Office office, TicketId ticket) {
        List<Long> ids = office.database()
                .read(transaction -> transaction
                        .handle()
                        .createQuery("SELECT id FROM receipt WHERE ticket_id = ? ORDER BY id")
                        .bind(0, ticket.value())
                        .mapTo(Long.class)
                        .list());
        return ids.stream().map(ReceiptId::new).map(office::receipt).toList();
    }

    /** The rows of every table that has a column for tickets, whatever tables there will be. */
    private static Map<String, Integer> rows(Database database, TicketId ticket) {
        return database.read(transaction -> {
            String columns = transaction.dialect() == Dialect.SQLITE
                    ? "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
                            + " WHERE m.type = 'table' AND c.name IN ('ticket_id', 'other_id')"
                    : "SELECT CONCAT(table_name, '.', column_name) FROM information_schema.columns"
                            + " WHERE table_schema = DATABASE() AND column_name IN ('ticket_id', 'other_id')";
            Map<String, Integer> rows = new TreeMap<>();
            transaction.handle().createQuery(columns).mapTo(String.class).list().forEach(column -> {
                String[] parts = column.split("\\.");
                rows.put(
                        column,
                        transaction
                                .handle()
                                .createQuery("SELECT COUNT(*) FROM " + parts[0] + " WHERE " + parts[1] + " = ?")
                                .bind(0, ticket.value())
                                .mapTo(Integer.class)
                                .one());
            });
            return rows;
        });
    }

    private static Map<String, Integer> linkless(Map<String, Integer> rows) {
        Map<String, Integer> less = new TreeMap<>(rows);
        less.replaceAll((column, count) -> column.startsWith("ticket_related.") ? 0 : count);
        return less;
    }
}
