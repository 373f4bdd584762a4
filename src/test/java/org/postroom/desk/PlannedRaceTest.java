package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.Writers;
import org.postroom.notify.AnswerWriter;
import org.postroom.notify.NoticeLimits;
import org.postroom.notify.NoticeSettings;
import org.postroom.notify.NoticeWriter;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;

/** Two nodes let the same answers leave at once, while their agents take some back: each leaves once, or not at all. */
@OnBothDatabases
class PlannedRaceTest {
    private static final int ANSWERS = 200;
    private static final Instant PLANNED = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant DUE = PLANNED.plusSeconds(10);
    private static final Organisation COMPANY = SampleCompany.organisation();

    /** What one node works with. */
    private record Node(Database database, DeskStores stores, DeskRoom room) {
        static Node of(Database database, int number, InstantSource clock) {
            Ids ids = new Ids(clock, number);
            DeskStores stores = DeskStores.jdbi(ids, clock, _ -> {});
            NoticeWriter.Writing writing =
                    new NoticeWriter.Writing(Writers.TEMPLATES, Writers.tokens(clock), Writers.noLinks(), ids);
            NoticeWriter notices = new NoticeWriter(
                    new NoticeWriter.Settings(
                            () -> COMPANY,
                            _ -> NoticeSettings.DEFAULT,
                            () -> new NoticeLimits(10_000, Duration.ofHours(1))),
                    writing,
                    SendBudget.jdbi(),
                    clock);
            DeskWriters writers =
                    new DeskWriters(notices, new AnswerWriter(() -> COMPANY, Department::address, writing, clock));
            return new Node(database, stores, new DeskRoom(stores, () -> COMPANY, Workplace::reader, writers, clock));
        }

        long plan(Transaction transaction) {
            TicketId ticket = room.book()
                    .open(
                            transaction,
                            new NewTicket(
                                    "SUP",
                                    SampleCompany.SUPPORT_FRONT_LINE,
                                    new Ticket.Matter("Broken printer", Optional.of(Workplace.CARL)),
                                    By.customer(Workplace.CARL.address()),
                                    PLANNED))
                    .id();
            Order order = Order.onPage(
                    COMPANY.agent(SampleCompany.ANNA).orElseThrow(),
                    ticket,
                    new Seen.Unknown(),
                    new Act.Answer(Workplace.words("Plug it in.")),
                    new Act.Close());
            PlannedAnswer.Timing timing = new PlannedAnswer.Timing(PlannedAnswer.Kind.UNDO, DUE);
            return ((Planning.Planned) room.planned().plan(transaction, order, timing))
                    .answer()
                    .id();
        }

        List<Article> answersOn(Transaction transaction, long id) {
            PlannedAnswer answer = room.plannedStore().find(transaction, id).orElseThrow();
            return stores.articles().articles(transaction, answer.sender().ticket());
        }
    }

    @DatabaseTest
    void eachLeavesOnceOrIsTakenBack(Database database, DatabaseSettings settings) throws Exception {
        try (Database other = Database.openBesideDaemon(settings)) {
            Node first = Node.of(database, 1, InstantSource.fixed(PLANNED));
            List<Long> planned = new ArrayList<>();
            for (int i = 0; i < ANSWERS; i += 20) {
                List<Long> some = database.write(transaction -> java.util.stream.IntStream.range(0, 20)
                        .mapToObj(_ -> first.plan(transaction))
                        .toList());
                planned.addAll(some);
            }
            Node one = Node.of(database, 1, InstantSource.fixed(DUE));
            Node two = Node.of(other, 2, InstantSource.fixed(DUE));
            int takenBack = race(one, two, planned);
            database.read(transaction -> tellOf(transaction, one, planned, takenBack));
        }
    }

    /** Both workers, and agents who take back every fourth answer, the first ones before the workers begin. */
    private static int race(Node one, Node two, List<Long> planned) throws Exception {
        CyclicBarrier start = new CyclicBarrier(3);
        try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> running = List.of(
                    pool.submit(() -> work(one, start)),
                    pool.submit(() -> work(two, start)),
                    pool.submit(() -> takeBack(two, start, planned)));
            running.get(0).get();
            running.get(1).get();
            return running.get(2).get();
        }
    }

    private static int work(Node node, CyclicBarrier start) throws Exception {
        start.await();
        int rounds = 0;
        DueAnswers worker = node.room().dueAnswers(node.database());
        while (worker.run().isZero()) {
            rounds++;
        }
        return rounds;
    }

    private static int takeBack(Node node, CyclicBarrier start, List<Long> planned) throws Exception {
        int takenBack = 0;
        for (int i = planned.size() - 1; i >= 0; i -= 4) {
            long id = planned.get(i);
            if (i == planned.size() - 13) {
                start.await();
            }
            boolean taken = node.database()
                    .write(transaction -> node.room()
                            .planned()
                            .takeBack(transaction, id, By.agent(SampleCompany.ANNA, Way.PAGE))
                            .isPresent());
            takenBack += taken ? 1 : 0;
        }
        return takenBack;
    }

    private static int tellOf(Transaction transaction, Node node, List<Long> planned, int takenBack) {
        int left = 0;
        for (long id : planned) {
            PlannedAnswer answer =
                    node.room().plannedStore().find(transaction, id).orElseThrow();
            int sent = answer.state() == PlannedAnswer.State.LEFT ? 1 : 0;
            assertThat(answer.isOpen()).isFalse();
            assertThat(node.answersOn(transaction, id)).hasSize(sent);
            assertThat(node.stores()
                            .queue()
                            .ofTicket(transaction, answer.sender().ticket()))
                    .hasSize(sent);
            left += sent;
        }
        assertThat(left).isEqualTo(ANSWERS - takenBack);
        assertThat(takenBack).isGreaterThanOrEqualTo(3);
        return left;
    }
}
