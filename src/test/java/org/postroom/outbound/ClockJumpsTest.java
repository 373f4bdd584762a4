package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.postroom.outbound.DeliveryOutcome.Deferred;
import org.postroom.outbound.SmtpAccountSettings.Limits;
import org.postroom.outbound.smtp.Accounts;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

/** FAULTS A31: somebody sets the clock while mail is being delivered. */
@OnBothDatabases
class ClockJumpsTest {
    private static final String ALICE = "alice@example.org";
    private static final String BOB = "bob@example.org";
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration DAY = Duration.ofDays(1);

    private final FakeTransport server = new FakeTransport();

    private DeliveryBench bench(Database database) {
        return new DeliveryBench(database, server, Accounts.plain(2525));
    }

    @DatabaseTest
    void mailQueuedBeforeTheClockWasSetBackLeavesAllTheSame(Database database) {
        DeliveryBench bench = bench(database);
        bench.queue(bench.orders.answer(ALICE));
        bench.pass(DAY.negated());
        bench.deliver();
        assertThat(server.taken).isEmpty();
        bench.ledger().callBackMisdated(Set.of(Orders.ACME));
        bench.deliver();

        assertThat(server.recipients()).containsExactly(ALICE);
    }

    @DatabaseTest
    void retriesGoOnAndDoNotStormWhenTheClockIsSetBack(Database database) {
        DeliveryBench bench = bench(database);
        server.answer(BOB, new Deferred("450 4.2.0 Greylisted"));
        OutboundId id = bench.queue(bench.orders.answer(BOB));
        bench.deliver();
        bench.pass(YEAR.negated());
        for (int look = 0; look < 6; look++) {
            bench.ledger().callBackMisdated(Set.of(Orders.ACME));
            bench.deliver();
            bench.pass(Duration.ofSeconds(10));
        }

        assertThat(bench.show(id).attempts()).hasSize(2);
        assertThat(Duration.between(bench.instant(), bench.show(id).dueAt())).isLessThan(Duration.ofMinutes(10));
    }

    @DatabaseTest
    void leavesRetriesAloneThatAreDueAsLateAsTheyMayBe(Database database) {
        DeliveryBench bench = bench(database);
        server.answer(BOB, new Deferred("450 4.2.0 Greylisted"));
        OutboundId id = bench.queue(bench.orders.answer(BOB));
        bench.deliverFor(DAY);
        Instant due = bench.show(id).dueAt();
        bench.ledger().callBackMisdated(Set.of(Orders.ACME));

        assertThat(bench.show(id).dueAt()).isEqualTo(due);
    }

    @DatabaseTest
    void takesNoLivingWorkerForDeadWhenTheClockIsSetForward(Database database) {
        DeliveryBench bench = bench(database);
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        server.whileSending(() -> {
            bench.pass(YEAR);
            bench.recover();
        });
        bench.deliver();
        bench.recover();
        bench.deliver();

        assertThat(server.taken).hasSize(1);
        assertThat(bench.states(id)).containsExactly(RecipientState.DELIVERED);
        assertThat(bench.told).containsExactly("delivered alice@example.org: 250 Ok");
    }

    @DatabaseTest
    void asksAFailingAccountAgainSoonHoweverTheClockIsSet(Database database) {
        DeliveryBench bench = bench(database);
        server.fault(Optional.of(new AccountFault(AccountFault.Kind.SERVER, "It is away")));
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        bench.deliver();
        server.fault(Optional.empty());
        bench.pass(YEAR.negated());
        bench.ledger().callBackMisdated(Set.of(Orders.ACME));
        bench.deliver();

        assertThat(bench.states(id)).containsExactly(RecipientState.DELIVERED);
    }

    @DatabaseTest
    void keepsThePaceOfAnAccountWhenTheClockIsSetBack(Database database) {
        DeliveryBench bench = new DeliveryBench(database, server, withPace(3));
        IntStream.range(0, 9).forEach(i -> bench.queue(bench.orders.answer("r" + i + "@example.org")));
        bench.deliver();
        bench.pass(DAY.negated());
        bench.ledger().callBackMisdated(Set.of(Orders.ACME));

        assertThat(bench.deliver()).isEqualTo(Duration.ofMinutes(1));
        assertThat(server.taken).hasSize(3);
        bench.pass(Duration.ofMinutes(1));
        bench.deliver();
        assertThat(server.taken).hasSize(6);
    }

    private static SmtpAccountSettings withPace(int mailsPerMinute) {
        SmtpAccountSettings plain = Accounts.plain(2525);
        return new SmtpAccountSettings(
                plain.id(),
                plain.server(),
                plain.login(),
                plain.identity(),
                new Limits(1, mailsPerMinute),
                plain.timeouts());
    }
}
