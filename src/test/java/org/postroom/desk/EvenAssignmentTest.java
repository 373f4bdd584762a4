package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.postroom.agent.AgentId;
import org.postroom.agent.Assignment;
import org.postroom.agent.GroupId;
import org.postroom.assign.Availability;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Way;

/** Tickets of many threads on two nodes are given out as if they had come one after the other. */
@OnBothDatabases
class EvenAssignmentTest {
    private static final int TICKETS = 10_000;
    private static final int TICKETS_BY_LOAD = 200;
    private static final int THREADS_OF_A_NODE = 3;
    private static final int AT_ONCE = 20;
    private static final List<AgentId> ALL = AssigningNode.agents(7);
    private static final AgentId AWAY = ALL.get(3);
    private static final List<AgentId> THERE =
            ALL.stream().filter(agent -> !agent.equals(AWAY)).toList();

    @DatabaseTest
    void tenThousandTicketsAreSpreadByOneAtMost(Database database, DatabaseSettings settings) {
        try (Database other = Database.openBesideDaemon(settings)) {
            AssigningNode one = AssigningNode.of(database, 1, Assignment.ROUND_ROBIN, ALL);
            AssigningNode two = AssigningNode.of(other, 2, Assignment.ROUND_ROBIN, ALL);
            goesAway(one);
            atOnce(
                    List.of(one, two),
                    TICKETS,
                    (node, transaction) -> node.opened(transaction, AssigningNode.FRONT_LINE));
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
            AssigningNode one = AssigningNode.of(database, 1, Assignment.LOAD, ALL);
            AssigningNode two = AssigningNode.of(other, 2, Assignment.LOAD, ALL);
            goesAway(one);
            database.change(transaction ->
                    IntStream.range(0, 30).forEach(i -> takes(one, transaction, ALL.get(i % 2))));
            atOnce(List.of(one, two), TICKETS_BY_LOAD, (node, transaction) -> {
                GroupId group = Thread.currentThread().threadId() % 2 == 0
                        ? AssigningNode.FRONT_LINE
                        : AssigningNode.ESCALATION;
                AgentId to = node.opened(transaction, group).ticket().assignee().orElseThrow();
                Map<AgentId, Integer> active = node.activeOf(transaction, THERE);
                assertThat(active.values()).allMatch(others -> active.getOrDefault(to, 0) - 1 <= others);
            });
            int fair = (TICKETS_BY_LOAD + 30) / THERE.size();
            assertThat(THERE.stream().map(one::activeOf)).allMatch(count -> count == fair || count == fair + 1);
            assertThat(one.activeOf(AWAY)).isZero();
        }
    }

    private static void takes(AssigningNode node, Transaction transaction, AgentId agent) {
        Ticket.Matter matter = new Ticket.Matter("", Optional.empty());
        Ticket ticket = node.book()
                .open(
                        transaction,
                        new NewTicket(
                                "SUP", AssigningNode.FRONT_LINE, matter, By.unknown(), AssigningNode.CLOCK.instant()));
        TicketEvent taken = new TicketEvent.Taken(By.agent(agent, Way.PAGE), agent);
        node.book().note(transaction, ticket.id(), taken, Optional.empty());
    }

    private static void goesAway(AssigningNode node) {
        Availability away = new Availability(false, AssigningNode.CLOCK.instant(), Way.PAGE);
        node.database().change(transaction -> node.assigning().availability().note(transaction, AWAY, away));
    }

    private interface Work {
        void on(AssigningNode node, Transaction transaction);
    }

    /** Does it so many times, a few in each transaction, as busy nodes do. */
    private static void atOnce(List<AssigningNode> nodes, int times, Work work) {
        int threads = nodes.size() * THREADS_OF_A_NODE;
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                AssigningNode node = nodes.get(thread % nodes.size());
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
}
