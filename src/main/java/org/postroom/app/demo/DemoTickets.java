package org.postroom.app.demo;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.postroom.mail.NamedAddress;
import org.postroom.schedule.Waiter;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;

/** Looks at the tickets in the daemon's database, from beside it. */
final class DemoTickets {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final Database database;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final HistoryStore history;

    DemoTickets(Database database, Ids ids) {
        this.database = database;
        this.tickets = TicketStore.jdbi(ids);
        this.articles = ArticleStore.jdbi(ids);
        this.history = HistoryStore.jdbi(ids);
    }

    List<Ticket> all() {
        return database.read(transaction -> tickets.latest(transaction, 100));
    }

    TicketState state(TicketNumber number) {
        return database.read(transaction -> ticket(transaction, number).state());
    }

    int articles(TicketNumber number) {
        return database.read(transaction ->
                articles.articles(transaction, ticket(transaction, number).id()).size());
    }

    /** How often this kind of thing happened on tickets of a customer. */
    long historyKinds(NamedAddress customer, String kind) {
        return database.read(transaction -> tickets.latest(transaction, 100).stream()
                .filter(ticket -> ticket.customer().filter(customer::equals).isPresent())
                .flatMap(ticket -> history.history(transaction, ticket.id()).stream())
                .filter(line -> line.kind().equals(kind))
                .count());
    }

    void await(String what, Predicate<List<Ticket>> expected) throws InterruptedException {
        await(what, () -> expected.test(all()));
    }

    void awaitState(TicketNumber number, TicketState state) throws InterruptedException {
        await(number + " to be " + state, () -> state(number) == state);
    }

    void awaitHistory(TicketNumber number, String kind) throws InterruptedException {
        await(
                number + " to tell of " + kind,
                () -> lines(number).stream().anyMatch(line -> line.kind().equals(kind)));
    }

    private List<HistoryLine> lines(TicketNumber number) {
        return database.read(transaction ->
                history.history(transaction, ticket(transaction, number).id()));
    }

    private Ticket ticket(Transaction transaction, TicketNumber number) {
        return tickets.find(transaction, number).orElseThrow(() -> new DemoFailure("There is no ticket " + number));
    }

    private static void await(String what, BooleanSupplier expected) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!expected.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new DemoFailure("Waited " + LONGEST_WAIT.toSeconds() + " s in vain for " + what);
            }
            Waiter.pause(BETWEEN_LOOKS);
        }
    }
}
