package org.postroom.ticket;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Reach;
import org.postroom.storage.Database;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.storage.Transaction;
import org.postroom.testing.MariaDbServer;

/**
 * How long the agents' page waits for lists, counts and a ticket. Not a test: {@code mvn test-compile}, then run this class
 * with the tests' class path; arguments: how many tickets (100,000 unless told), and {@code sqlite} or {@code mariadb} for one
 * of them alone.
 */
final class TicketListBenchmark {
    private static final int TICKETS = 100_000;
    private static final int LOOKS = 100;
    private static final int ROWS = 50;
    private static final Set<TicketState> OPEN = EnumSet.of(TicketState.ACTIVE, TicketState.WAITING);
    private static final Set<TicketState> ALL = Set.of();

    private final Database database;
    private final ManyTickets many;
    private final TicketLists lists = TicketLists.jdbi();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final PrintStream out = System.out;

    private TicketListBenchmark(Database database) {
        this.database = database;
        this.many = new ManyTickets(database);
    }

    public static void main(String[] arguments) {
        int tickets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : TICKETS;
        String only = arguments.length > 1 ? arguments[1] : "";
        if (!only.equals("mariadb")) {
            try (TestDatabase sqlite = TestDatabases.sqlite()) {
                new TicketListBenchmark(sqlite.database()).run(tickets);
            }
        }
        if (!only.equals("sqlite") && MariaDbServer.installed()) {
            try (MariaDbServer server =
                            MariaDbServer.start("--innodb-log-file-size=128M", "--innodb-buffer-pool-size=512M");
                    Database mariadb = Database.open(server.settings(server.createSchema()))) {
                new TicketListBenchmark(mariadb).run(tickets);
            }
        }
    }

    private void run(int tickets) {
        long start = System.nanoTime();
        Duration before = worked();
        many.fill(tickets);
        long took = System.nanoTime() - start;
        double micros = worked().minus(before).toNanos() / 1e3 / tickets;
        out.printf(
                "%n%s with %,d tickets in %d groups (filled in %d s; processors %,.0f µs a ticket)%n",
                database.version(),
                tickets,
                ManyTickets.PLACES.size(),
                Duration.ofNanos(took).toSeconds(),
                micros);
        lists("agent", Reach.own(Set.of(), Set.copyOf(ManyTickets.PLACES.subList(0, 2)), ManyTickets.AGENT));
        lists("manager", Reach.own(Set.of(department(0)), Set.of(), ManyTickets.AGENT));
        lists("admin", Reach.own(all(), Set.of(), ManyTickets.AGENT));
        measure("active per department", lists::activePerDepartment);
        reads();
    }

    private void lists(String who, Reach reach) {
        slice(who + ": active and waiting", reach, filter(OPEN, new Whose.Anyone(), ""), TicketOrder.CHANGED_LATEST);
        slice(who + ": all", reach, filter(ALL, new Whose.Anyone(), ""), TicketOrder.CHANGED_LATEST);
        slice(who + ": all, oldest first", reach, filter(ALL, new Whose.Anyone(), ""), TicketOrder.OPENED_EARLIEST);
        slice(who + ": nobody's", reach, filter(ALL, new Whose.Nobody(), ""), TicketOrder.CHANGED_LATEST);
        slice(who + ": mine", reach, filter(OPEN, new Whose.Of(ManyTickets.AGENT), ""), TicketOrder.CHANGED_LATEST);
        for (String text : List.of("printer", "customer77@ex", "zzzz", "customer1 printer")) {
            slice(who + ": '" + text + "'", reach, filter(ALL, new Whose.Anyone(), text), TicketOrder.CHANGED_LATEST);
        }
    }

    private void slice(String what, Reach reach, TicketFilter filter, TicketOrder order) {
        Optional<Cursor> deep = database.read(t -> cursor(t, reach, filter, order));
        measure(
                what + ", first page",
                t -> lists.slice(t, reach, ManyTickets.AGENT, filter, order, Optional.empty(), ROWS));
        if (deep.isPresent()) {
            measure(what + ", 20th page", t -> lists.slice(t, reach, ManyTickets.AGENT, filter, order, deep, ROWS));
        }
        measure(what + ", count to 999", t -> lists.count(t, reach, filter, 1_000));
    }

    private Optional<Cursor> cursor(Transaction transaction, Reach reach, TicketFilter filter, TicketOrder order) {
        return lists.slice(transaction, reach, ManyTickets.AGENT, filter, order, Optional.empty(), 19 * ROWS)
                .next();
    }

    private void reads() {
        TicketStore tickets = many.tickets();
        List<TicketId> ids = database.read(t -> tickets.latest(t, LOOKS)).stream()
                .map(Ticket::id)
                .toList();
        int[] look = {0};
        measure("ticket, participants, articles", t -> {
            TicketId id = ids.get(look[0]++ % ids.size());
            tickets.find(t, id);
            tickets.participants(t, id);
            many.articles().articles(t, id);
        });
    }

    /** Beside the time that passes, that of processors, the database server's too, which neighbours do not lengthen. */
    private void measure(String what, Consumer<Transaction> look) {
        for (int i = 0; i < LOOKS / 10; i++) {
            once(look);
        }
        Duration before = worked();
        List<Double> passed =
                Stream.generate(() -> once(look)).limit(LOOKS).sorted().toList();
        out.printf(
                "%-42s %7.2f ms median %7.2f ms p99; processors %6.2f ms%n",
                what,
                passed.get(LOOKS / 2),
                passed.get(LOOKS * 99 / 100),
                worked().minus(before).toNanos() / 1e6 / LOOKS);
    }

    /** Milliseconds that pass. */
    private double once(Consumer<Transaction> look) {
        long start = System.nanoTime();
        database.read(transaction -> {
            look.accept(transaction);
            return Boolean.TRUE;
        });
        return (System.nanoTime() - start) / 1e6;
    }

    private Duration worked() {
        Duration servers = ProcessHandle.current()
                .descendants()
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
        return servers.plusNanos(threads.getCurrentThreadCpuTime());
    }

    private static TicketFilter filter(Set<TicketState> states, Whose whose, String text) {
        return new TicketFilter(states, whose, text);
    }

    private static DepartmentId department(int number) {
        return ManyTickets.PLACES.get(number).department();
    }

    private static Set<DepartmentId> all() {
        return ManyTickets.PLACES.stream().map(place -> place.department()).collect(Collectors.toSet());
    }
}
