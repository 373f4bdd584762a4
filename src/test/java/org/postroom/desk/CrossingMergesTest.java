package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;

/** Two agents merge two tickets at the same moment, each into the other, while mails come for both. */
@OnBothDatabases
class CrossingMergesTest {
    private static final NamedAddress CARL = new NamedAddress("Carl", EmailAddress.of("carl@customer.example.org"));
    private static final NamedAddress DORA = new NamedAddress("Dora", EmailAddress.of("dora@example.net"));
    private static final int ROUNDS = 12;

    @DatabaseTest
    void exactlyOneWinsAndNothingIsLost(Database database, DatabaseSettings settings) {
        try (Database other = Database.openBesideDaemon(settings)) {
            DeskAt one = new DeskAt(database, 1);
            DeskAt two = new DeskAt(other, 2);
            for (int round = 0; round < ROUNDS; round++) {
                cross(one, two, round);
            }
        }
    }

    private static void cross(DeskAt one, DeskAt two, int round) {
        Ticket carls = one.opened(CARL, "carl " + round);
        Ticket doras = one.opened(DORA, "dora " + round);
        List<Outcome> outcomes = atOnce(
                () -> one.act(SampleCompany.ANNA, carls.id(), new Act.Merge(doras.number())),
                () -> two.act(SampleCompany.BEN, doras.id(), new Act.Merge(carls.number())),
                () -> comes(one, carls.id(), CARL, "more of carl " + round),
                () -> comes(two, doras.id(), DORA, "more of dora " + round));
        assertThat(outcomes.subList(0, 2)).hasAtLeastOneElementOfType(Outcome.Done.class);
        assertThat(outcomes.subList(0, 2)).hasAtLeastOneElementOfType(Outcome.Refused.class);
        List<Ticket> living = Stream.of(carls, doras)
                .map(ticket -> one.ticket(ticket.id()))
                .filter(ticket -> ticket.state() != TicketState.MERGED)
                .toList();
        assertThat(living).hasSize(1);
        TicketId left = living.getFirst().id();
        assertThat(one.articles(left))
                .extracting(article -> article.content().text())
                .containsExactlyInAnyOrder(
                        "carl " + round, "dora " + round, "more of carl " + round, "more of dora " + round);
        assertThat(one.ticketsOf("carl " + round, "dora " + round, "more of carl " + round, "more of dora " + round))
                .hasSize(4)
                .containsOnly(left);
        assertThat(one.people(left)).containsExactlyInAnyOrder(CARL, DORA);
    }

    private static Outcome comes(DeskAt desk, TicketId ticket, NamedAddress from, String text) {
        desk.comes(ticket, from, text);
        return new Outcome.Doubtful(List.of());
    }

    @SafeVarargs
    private static List<Outcome> atOnce(Callable<Outcome>... works) {
        CyclicBarrier begin = new CyclicBarrier(works.length);
        List<Future<Outcome>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(works.length)) {
            for (Callable<Outcome> work : works) {
                running.add(pool.submit(() -> {
                    begin.await();
                    return work.call();
                }));
            }
        }
        return running.stream().map(CrossingMergesTest::outcome).toList();
    }

    private static Outcome outcome(Future<Outcome> done) {
        try {
            return done.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
