package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Assignment;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.assign.Assigner;
import org.postroom.assign.Availability;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;

/** Tickets of many threads on two nodes are given out as if they had come one after the other. */
@OnBothDatabases
class EvenAssignmentTest {
    private static final int TICKETS = 10_000;
    private static final int TICKETS_BY_LOAD = 400;
    private static final int THREADS_OF_A_NODE = 3;
    private static final int AT_ONCE = 20;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z"));
    private static final GroupId FRONT_LINE = SampleCompany.SUPPORT_FRONT_LINE;
    private static final GroupId ESCALATION = SampleCompany.SUPPORT_ESCALATION;
    private static final List<AgentId> ALL =
            IntStream.range(0, 7).mapToObj(i -> new AgentId("agent-" + i)).toList();
    private static final AgentId AWAY = ALL.get(3);
    private static final List<AgentId> THERE =
            ALL.stream().filter(agent -> !agent.equals(AWAY)).toList();

    /** What one node does its work with. */
    private record Node(Database database, TicketBook book, DeskStores.Assigning assigning) {
        static Node of(Database database, int number, Assignment rule) {
            Ids ids = new Ids(CLOCK, number);
            Organisation organisation = company(rule);
            DeskStores.Assigning assigning = DeskStores.Assigning.jdbi();
            return new Node(
                    database,
                    new TicketBook(
                            new TicketDesk(TicketStore.jdbi(ids), HistoryStore.jdbi(ids), CLOCK),
                            ArticleStore.jdbi(ids),
                            ThreadIndex.jdbi(ids),
                            new Assigner(
                                    () -> organisation,
                                    assigning.availability(),
                                    assigning.turns(),
                                    assigning.tickets(),
                                    CLOCK),
                            CLOCK),
                    assigning);
        }

        HandedOut opened(Transaction transaction, GroupId group) {
            Ticket.Matter matter = new Ticket.Matter("", Optional.empty());
            return book.handOut(
                    transaction,
                    book.open(transaction, new NewTicket("SUP", group, matter, By.unknown(), CLOCK.instant())));
        }

        int activeOf(AgentId agent) {
            return database.<Integer>read(t -> assigning.tickets().activeOf(t, agent));
        }
    }

    @DatabaseTest
    void tenThousandTicketsAreSpreadByOneAtMost(Database database, DatabaseSettings settings) {
        try (Database other = Database.openBesideDaemon(settings)) {
            Node one = Node.of(database, 1, Assignment.ROUND_ROBIN);
            Node two = Node.of(other, 2, Assignment.ROUND_ROBIN);
            goesAway(one);
            atOnce(List.of(one, two), TICKETS, (node, transaction) -> node.opened(transaction, FRONT_LINE));
            List<Integer> active = THERE.stream().map(one::activeOf).toList();
            assertThat(active.stream().mapToInt(Integer::intValue).sum()).isEqualTo(TICKETS);
            assertThat(active)
                    .allMatch(count -> count == TICKETS / THERE.size() || count == TICKETS / THERE.size() + 1);
            assertThat(one.activeOf(AWAY)).isZero();
        }
    }

    @DatabaseTest
    void nobodyGetsATicketWhoHasMoreThanAnother(Database database, DatabaseSettings settings) {
        try (Database other = Database.openBesideDaemon(settings)) {
            Node one = Node.of(database, 1, Assignment.LOAD);
            Node two = Node.of(other, 2, Assignment.LOAD);
            goesAway(one);
            database.change(transaction ->
                    IntStream.range(0, 30).forEach(i -> takes(one, transaction, ALL.get(i % 2))));
            atOnce(List.of(one, two), TICKETS_BY_LOAD, (node, transaction) -> {
                GroupId group = Thread.currentThread().threadId() % 2 == 0 ? FRONT_LINE : ESCALATION;
                AgentId to = node.opened(transaction, group).ticket().assignee().orElseThrow();
                for (AgentId agent : THERE) {
                    assertThat(node.assigning().tickets().activeOf(transaction, to) - 1)
                            .isLessThanOrEqualTo(node.assigning().tickets().activeOf(transaction, agent));
                }
            });
            int fair = (TICKETS_BY_LOAD + 30) / THERE.size();
            assertThat(THERE.stream().map(one::activeOf)).allMatch(count -> count == fair || count == fair + 1);
            assertThat(one.activeOf(AWAY)).isZero();
        }
    }

    private static void takes(Node node, Transaction transaction, AgentId agent) {
        Ticket.Matter matter = new Ticket.Matter("", Optional.empty());
        Ticket ticket =
                node.book().open(transaction, new NewTicket("SUP", FRONT_LINE, matter, By.unknown(), CLOCK.instant()));
        TicketEvent taken = new TicketEvent.Taken(By.agent(agent, Way.PAGE), agent);
        node.book().note(transaction, ticket.id(), taken, Optional.empty());
    }

    private static void goesAway(Node node) {
        Availability away = new Availability(false, CLOCK.instant(), Way.PAGE);
        node.database().change(transaction -> node.assigning().availability().note(transaction, AWAY, away));
    }

    private interface Work {
        void on(Node node, Transaction transaction);
    }

    /** Does it so many times, a few in each transaction, as busy nodes do. */
    private static void atOnce(List<Node> nodes, int times, Work work) {
        int threads = nodes.size() * THREADS_OF_A_NODE;
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                Node node = nodes.get(thread % nodes.size());
                int share = times / threads + (thread < times % threads ? 1 : 0);
                running.add(pool.submit(() -> {
                    for (int done = 0; done < share; done += AT_ONCE) {
                        int now = Math.min(AT_ONCE, share - done);
                        node.database().change(transaction -> {
                            for (int i = 0; i < now; i++) {
                                work.on(node, transaction);
                            }
                        });
                    }
                }));
            }
        }
        running.forEach(EvenAssignmentTest::await);
    }

    private static void await(Future<?> done) {
        try {
            done.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Organisation company(Assignment rule) {
        Organisation usual = SampleCompany.organisation();
        List<Agent> agents = ALL.stream()
                .map(id -> SampleCompany.agent(
                        id,
                        id.value(),
                        EmailAddress.of(id + "@example.net"),
                        Set.of(FRONT_LINE, ESCALATION),
                        Map.of(SampleCompany.SUPPORT, Role.AGENT)))
                .toList();
        return new Organisation(
                usual.brands(),
                List.of(SampleCompany.department(
                        "support",
                        "Acme Support",
                        List.of(SampleCompany.SUPPORT_ADDRESS),
                        List.of(new Group(FRONT_LINE, true, rule), new Group(ESCALATION, false, rule)))),
                agents,
                List.of(),
                List.of());
    }
}
