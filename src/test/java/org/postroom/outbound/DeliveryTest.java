package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.postroom.outbound.RecipientState.DELIVERED;
import static org.postroom.outbound.RecipientState.FAILED;
import static org.postroom.outbound.RecipientState.UNCERTAIN;
import static org.postroom.outbound.RecipientState.WAITING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.compose.MailComposer;
import org.postroom.outbound.DeliveryOutcome.Deferred;
import org.postroom.outbound.DeliveryOutcome.Refused;
import org.postroom.outbound.DeliveryOutcome.Uncertain;
import org.postroom.outbound.MailTransport.Trouble;
import org.postroom.outbound.SmtpAccountSettings.Limits;
import org.postroom.outbound.smtp.Accounts;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.StorageException;

@OnBothDatabases
class DeliveryTest {
    private static final String ALICE = "alice@example.org";
    private static final String BOB = "bob@example.org";

    private final FakeTransport server = new FakeTransport();

    private DeliveryBench bench(Database database) {
        return new DeliveryBench(database, server, Accounts.plain(2525));
    }

    @DatabaseTest
    void deliversTheBytesThatWereQueued(Database database) {
        DeliveryBench bench = bench(database);
        OutboundOrder order = bench.orders.answer(ALICE);
        OutboundId id = bench.queue(order);
        bench.deliver();

        assertThat(server.taken).hasSize(1);
        assertThat(server.taken.getFirst().mail()).isEqualTo(MailComposer.compose(order.mail()));
        assertThat(server.taken.getFirst().envelope().sender())
                .isEqualTo(order.mail().sender().envelope());
        assertThat(bench.show(id).state()).isEqualTo(QueueEntry.State.DONE);
        assertThat(bench.states(id)).containsExactly(DELIVERED);
        assertThat(bench.told).containsExactly("delivered alice@example.org: 250 Ok");
        assertThat(bench.show(id).attempts())
                .extracting(QueueEntry.Attempt::summary)
                .containsExactly("delivered alice@example.org: 250 Ok");
    }

    @DatabaseTest
    void deliversInTheOrderOfTheQueueOverOneConnection(Database database) {
        DeliveryBench bench = bench(database);
        List<String> recipients =
                IntStream.range(0, 300).mapToObj(i -> "r" + i + "@example.org").toList();
        recipients.forEach(recipient -> bench.queue(bench.orders.answer(recipient)));
        bench.deliver();

        assertThat(server.recipients()).isEqualTo(recipients);
        assertThat(server.opened).isEqualTo(1);
    }

    @DatabaseTest
    void sendsToNobodyTwiceWhenOthersMustWait(Database database) {
        DeliveryBench bench = bench(database);
        server.answer(BOB, new Deferred("450 4.2.0 Greylisted"));
        OutboundId id = bench.queue(bench.orders.answer(ALICE, BOB, "carol@example.org"));
        bench.deliver();
        server.answer(BOB, new DeliveryOutcome.Delivered("250 Now"));
        bench.pass(Duration.ofMinutes(5));
        bench.deliver();

        assertThat(server.taken)
                .extracting(mail -> mail.envelope().recipients().toString())
                .containsExactly("[alice@example.org, bob@example.org, carol@example.org]", "[bob@example.org]");
        assertThat(bench.states(id)).containsExactly(DELIVERED, DELIVERED, DELIVERED);
    }

    @DatabaseTest
    void failsOnlyTheRecipientThatWasRefused(Database database) {
        DeliveryBench bench = bench(database);
        server.answer(BOB, new Refused("550 5.1.1 No such user"));
        OutboundId id = bench.queue(bench.orders.answer(ALICE, BOB));
        bench.deliver();
        bench.deliverFor(Duration.ofDays(6));

        assertThat(bench.states(id)).containsExactly(DELIVERED, FAILED);
        assertThat(server.taken).hasSize(1);
        assertThat(bench.told).contains("failed bob@example.org: 550 5.1.1 No such user");
    }

    @DatabaseTest
    void retriesFiveMinutesDoublingToSixtySevenAndGivesUpAfterFiveDays(Database database) {
        DeliveryBench bench = bench(database);
        server.answer(ALICE, new Deferred("451 4.3.0 Later"));
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        bench.deliverFor(Duration.ofDays(6));
        List<QueueEntry.Attempt> attempts = bench.show(id).attempts();
        List<Long> minutes = IntStream.range(1, 8)
                .mapToObj(i -> Duration.between(
                                attempts.get(i - 1).endedAt(), attempts.get(i).beganAt())
                        .toMinutes())
                .toList();

        assertThat(minutes).containsExactly(5L, 10L, 20L, 40L, 67L, 67L, 67L);
        assertThat(Duration.between(DeliveryBench.START, attempts.getLast().endedAt()))
                .isBetween(Duration.ofDays(5), Duration.ofDays(5).plusMinutes(68));
        assertThat(bench.states(id)).containsExactly(FAILED);
        assertThat(bench.told).containsExactly("failed alice@example.org: Given up; last answer: 451 4.3.0 Later");
    }

    @DatabaseTest
    void sendsAnAnswerAgainWhoseFateIsUncertain(Database database) {
        DeliveryBench bench = bench(database);
        server.answer(ALICE, new Uncertain("hung up"));
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        bench.deliver();

        assertThat(bench.states(id)).containsExactly(WAITING);
        server.answer(ALICE, new DeliveryOutcome.Delivered("250 Ok"));
        bench.pass(Duration.ofMinutes(5));
        bench.deliver();

        assertThat(server.taken).hasSize(2);
        assertThat(server.taken.get(0).mail()).isEqualTo(server.taken.get(1).mail());
        assertThat(bench.show(id).attempts())
                .extracting(QueueEntry.Attempt::uncertain)
                .containsExactly(true, false);
        assertThat(bench.told)
                .containsExactly("uncertain alice@example.org: hung up", "delivered alice@example.org: 250 Ok");
    }

    @DatabaseTest
    void neverSendsAutomaticMailAgainWhoseFateIsUncertain(Database database) {
        DeliveryBench bench = bench(database);
        server.answer(ALICE, new Uncertain("hung up"));
        OutboundId id = bench.queue(bench.orders.automatic(ALICE));
        bench.deliverFor(Duration.ofDays(6));

        assertThat(server.taken).hasSize(1);
        assertThat(bench.states(id)).containsExactly(UNCERTAIN);
        assertThat(bench.show(id).state()).isEqualTo(QueueEntry.State.DONE);
        assertThat(bench.told).containsExactly("uncertain alice@example.org: hung up");
    }

    @DatabaseTest
    void marksAMailBeforeTheServerCanGetIt(Database database) {
        DeliveryBench bench = bench(database);
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        server.whileSending(() -> assertThat(bench.show(id).state()).isEqualTo(QueueEntry.State.SENDING));
        bench.deliver();

        assertThat(server.taken).hasSize(1);
    }

    @DatabaseTest
    void knowsAfterACrashWhichMailsTheServerMayHave(Database database) {
        DeliveryBench bench = bench(database);
        OutboundId answer = bench.queue(bench.orders.answer(ALICE));
        OutboundId automatic = bench.queue(bench.orders.automatic(BOB));
        OutboundId untouched = bench.queue(bench.orders.automatic("carol@example.org"));
        Claim claim = new Claim(1, 7);
        List<OutboundMail> held = bench.ledger().claim(Orders.ACME, claim, 10);
        assertThat(bench.ledger().begin(held.get(0), claim)).isTrue();
        assertThat(bench.ledger().begin(held.get(1), claim)).isTrue();
        bench.restart(7);

        assertThat(bench.states(automatic)).containsExactly(UNCERTAIN);
        assertThat(bench.show(answer).attempts())
                .extracting(QueueEntry.Attempt::uncertain)
                .containsExactly(true);
        bench.deliver();
        assertThat(bench.states(answer)).containsExactly(DELIVERED);
        assertThat(bench.states(untouched)).containsExactly(DELIVERED);
        assertThat(bench.show(untouched).attempts()).hasSize(1);
        assertThat(server.recipients()).containsExactly(ALICE, "carol@example.org");
    }

    @DatabaseTest
    void leavesOtherNodesTheirMailsUntilTheyAreDead(Database database) {
        DeliveryBench bench = bench(database);
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        Claim claim = new Claim(1, 8);
        OutboundMail held = bench.ledger().claim(Orders.ACME, claim, 10).getFirst();
        bench.restart(7);
        bench.deliver();

        assertThat(server.taken).as("whether node 8 lives is not known").isEmpty();
        bench.living(7, 8);
        bench.pass(Duration.ofDays(1));
        bench.recover();
        bench.deliver();
        assertThat(server.taken).as("whatever this node's clock says").isEmpty();
        bench.living(7);
        bench.recover();
        bench.deliver();
        assertThat(server.taken).hasSize(1);
        assertThat(bench.ledger().begin(held, claim)).isFalse();
        assertThat(bench.states(id)).containsExactly(DELIVERED);
    }

    /** As when the database went away after the claim: its worker knows nothing of it, and goes on with another. */
    @DatabaseTest
    void givesBackAtTheNextLookWhatAWorkerHasLetGo(Database database) {
        DeliveryBench bench = bench(database);
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        Claim claim = bench.ledger().newClaim();
        assertThat(bench.ledger().claim(Orders.ACME, claim, 10)).hasSize(1);
        bench.recover();
        bench.deliver();
        assertThat(server.taken).as("its worker lives").isEmpty();

        bench.ledger().letGo(claim);
        bench.recover();
        bench.deliver();
        assertThat(bench.states(id)).containsExactly(DELIVERED);
    }

    /** As when the database went away after the commit: the worker does not know, and writes it down again. */
    @DatabaseTest
    void writesAnOutcomeDownOnce(Database database) {
        DeliveryBench bench = bench(database);
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        Claim claim = bench.ledger().newClaim();
        OutboundMail mail = bench.ledger().claim(Orders.ACME, claim, 10).getFirst();
        assertThat(bench.ledger().begin(mail, claim)).isTrue();
        DeliveryLedger.Finished finished = new DeliveryLedger.Finished(
                bench.ledger().newAttemptId(),
                mail,
                claim,
                new DeliveryStore.Times(DeliveryBench.START, DeliveryBench.START),
                new MailTransport.Transmission(
                        Map.of(EmailAddress.of(ALICE), new DeliveryOutcome.Delivered("250 Ok")),
                        MailTransport.Trouble.NONE));
        bench.ledger().record(finished, true);
        bench.ledger().record(finished, true);

        assertThat(bench.show(id).attempts()).hasSize(1);
        assertThat(bench.told).containsExactly("delivered alice@example.org: 250 Ok");
    }

    @DatabaseTest
    void givesEachMailToOneWorkerOnly(Database database) {
        DeliveryBench bench = bench(database);
        IntStream.range(0, 40).forEach(i -> bench.queue(bench.orders.answer("r" + i + "@example.org")));
        DeliveryRound other = bench.newRound();
        server.whileSending(() -> {
            server.whileSending(() -> {});
            other.run();
            other.run();
            other.run();
        });
        bench.deliver();

        assertThat(server.recipients()).doesNotHaveDuplicates().hasSize(40);
        assertThat(server.opened).isEqualTo(2);
    }

    @DatabaseTest
    void asksADeadAccountNowAndThenAndFailsItsMailInTheEnd(Database database) {
        DeliveryBench bench = bench(database);
        server.fault(Optional.of(new AccountFault(AccountFault.Kind.SERVER, "SMTP account 'acme' is down")));
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        bench.deliverFor(Duration.ofHours(1));

        assertThat(server.opened).isBetween(12, 16);
        assertThat(bench.states(id)).containsExactly(WAITING);
        assertThat(bench.show(id).mail().attempts()).isZero();
        bench.deliverFor(Duration.ofDays(5));
        assertThat(bench.states(id)).containsExactly(FAILED);
        assertThat(bench.told).containsExactly("failed alice@example.org: Given up: SMTP account 'acme' is down");
    }

    @DatabaseTest
    void asksSeldomerWhereTheLoginIsRefused(Database database) {
        DeliveryBench bench = bench(database);
        server.fault(Optional.of(new AccountFault(AccountFault.Kind.LOGIN, "wrong password")));
        bench.queue(bench.orders.answer(ALICE));
        bench.deliverFor(Duration.ofHours(10));

        assertThat(server.opened).isBetween(12, 17);
    }

    @DatabaseTest
    void deliversAtOnceWhenTheAccountIsBackOrItsSettingsChange(Database database) {
        DeliveryBench bench = bench(database);
        server.fault(Optional.of(new AccountFault(AccountFault.Kind.LOGIN, "wrong password")));
        bench.queue(bench.orders.answer(ALICE));
        bench.deliverFor(Duration.ofHours(5));
        bench.deliver();
        server.fault(Optional.empty());
        bench.deliver();

        assertThat(server.taken).isEmpty();
        bench.accounts.put(Orders.ACME, Accounts.plain(2526));
        bench.deliver();
        assertThat(server.taken).hasSize(1);
    }

    @DatabaseTest
    void sendsOnANewConnectionWhatFoundTheOldOneClosed(Database database) {
        DeliveryBench bench = bench(database);
        bench.queue(bench.orders.answer(ALICE));
        bench.deliver();
        server.trouble(Trouble.STALE);
        OutboundId id = bench.queue(bench.orders.answer(BOB));
        bench.deliver();

        assertThat(bench.states(id)).containsExactly(DELIVERED);
        assertThat(bench.show(id).attempts()).hasSize(1);
        assertThat(server.opened).isEqualTo(2);
    }

    @DatabaseTest
    void leavesAnAccountAloneThatTakesNoneOfThreeMails(Database database) {
        DeliveryBench bench = bench(database);
        server.trouble(Trouble.ACCOUNT).trouble(Trouble.ACCOUNT).trouble(Trouble.ACCOUNT);
        IntStream.range(0, 10).forEach(i -> bench.queue(bench.orders.answer("r" + i + "@example.org")));
        Duration pause = bench.deliver();

        assertThat(server.opened).isEqualTo(3);
        assertThat(pause).isEqualTo(Duration.ofMinutes(1));
        bench.deliverFor(Duration.ofMinutes(10));
        assertThat(server.recipients()).hasSize(10).doesNotHaveDuplicates();
    }

    @DatabaseTest
    void keepsMailForAnAccountThatWantsALogin(Database database) {
        DeliveryBench bench = bench(database);
        server.trouble(Trouble.LOGIN);
        OutboundId id = bench.queue(bench.orders.answer(ALICE));
        bench.deliver();

        assertThat(bench.states(id)).containsExactly(WAITING);
        assertThat(bench.show(id).mail().attempts()).isZero();
        bench.pass(Duration.ofMinutes(1));
        bench.deliver();
        assertThat(bench.states(id)).containsExactly(DELIVERED);
    }

    @DatabaseTest
    void goesOnWithoutAListenerThatKeepsFailing(Database database) {
        DeliveryBench bench = bench(database);
        bench.poison(ALICE);
        OutboundId poisoned = bench.queue(bench.orders.answer(ALICE));
        bench.queue(bench.orders.answer(BOB));
        for (int i = 0; i < 3; i++) {
            assertThatIllegalStateException().isThrownBy(bench::deliver);
            assertThat(bench.show(poisoned).state()).isEqualTo(QueueEntry.State.SENDING);
        }
        bench.deliver();

        assertThat(bench.show(poisoned).state()).isEqualTo(QueueEntry.State.DONE);
        assertThat(bench.told).containsExactly("delivered bob@example.org: 250 Ok");
        assertThat(server.recipients()).containsExactly(ALICE, BOB);
    }

    @DatabaseTest
    void goesOnWithoutAListenerThatWritesWhatTheDatabaseRefuses(Database database) {
        DeliveryBench bench = bench(database);
        bench.poisonTheDatabase(ALICE);
        OutboundId poisoned = bench.queue(bench.orders.answer(ALICE));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(StorageException.class).isThrownBy(bench::deliver);
        }
        bench.deliver();

        assertThat(bench.show(poisoned).state()).isEqualTo(QueueEntry.State.DONE);
        assertThat(server.recipients()).containsExactly(ALICE);
    }

    @DatabaseTest
    void recoversWithoutAListenerThatKeepsFailing(Database database) {
        DeliveryBench bench = bench(database);
        OutboundId poisoned = bench.queue(bench.orders.automatic(ALICE));
        OutboundId other = bench.queue(bench.orders.automatic(BOB));
        Claim claim = new Claim(1, 7);
        bench.ledger()
                .claim(Orders.ACME, claim, 10)
                .forEach(mail -> bench.ledger().begin(mail, claim));
        bench.poison(ALICE);
        bench.restart(7);

        assertThat(bench.states(poisoned)).containsExactly(UNCERTAIN);
        assertThat(bench.states(other)).containsExactly(UNCERTAIN);
        assertThat(bench.told).hasSize(1).first().asString().startsWith("uncertain bob@example.org");
    }

    /** As after an upgrade to a version that is stricter about addresses. */
    @DatabaseTest
    void failsAMailAloneWhoseStoredAddressIsNone(Database database) {
        DeliveryBench bench = bench(database);
        OutboundId broken = bench.queue(bench.orders.answer(ALICE, BOB));
        OutboundId fromNobody = bench.queue(bench.orders.answer(BOB));
        OutboundId fine = bench.queue(bench.orders.answer("carol@example.org"));
        database.change(transaction -> {
            transaction
                    .handle()
                    .execute("UPDATE outbound_recipient SET address = 'a b' WHERE address = ? AND number = 0", ALICE);
            transaction
                    .handle()
                    .execute("UPDATE outbound_mail SET envelope_sender = '@' WHERE id = ?", fromNobody.value());
        });
        bench.deliver();

        assertThat(server.recipients()).containsExactly("carol@example.org");
        assertThat(bench.states(fine)).containsExactly(DELIVERED);
        assertThat(bench.states(broken)).containsExactly(FAILED, FAILED);
        assertThat(bench.states(fromNobody)).containsExactly(FAILED);
        assertThat(bench.told)
                .contains("failed " + BOB + ": This is stored as a recipient and no address: a b")
                .hasSize(4);
        QueueLists.Stretch all = new QueueLists.Stretch(Optional.empty(), 0, 10);
        assertThat(database.<List<QueueEntry>>read(
                        transaction -> QueueLists.jdbi().failed(transaction, all, DeliveryBench.START)))
                .hasSize(2);
    }

    @DatabaseTest
    void keepsToTheMailsPerMinute(Database database) {
        DeliveryBench bench = bench(database);
        SmtpAccountSettings plain = Accounts.plain(2525);
        bench.accounts.put(
                Orders.ACME,
                new SmtpAccountSettings(
                        plain.id(),
                        plain.server(),
                        plain.login(),
                        plain.identity(),
                        new Limits(1, 30),
                        plain.timeouts()));
        IntStream.range(0, 100).forEach(i -> bench.queue(bench.orders.answer("r" + i + "@example.org")));
        bench.deliver();
        assertThat(server.taken).hasSize(30);
        bench.pass(Duration.ofSeconds(59));
        bench.deliver();
        assertThat(server.taken).hasSize(30);
        bench.pass(Duration.ofSeconds(1));
        bench.deliver();
        assertThat(server.taken).hasSize(60);
    }

    @DatabaseTest
    void beginsNoMailWhenItIsToStop(Database database) {
        DeliveryBench bench = bench(database);
        IntStream.range(0, 5).forEach(i -> bench.queue(bench.orders.answer("r" + i + "@example.org")));
        server.whileSending(bench::stopping);
        bench.deliver();

        assertThat(server.taken).hasSize(1);
        assertThat(bench.waiting()).hasSize(4).allMatch(entry -> entry.state() == QueueEntry.State.WAITING);
    }

    @DatabaseTest
    void sendsToAThousandRecipientsAHundredAtATime(Database database) {
        DeliveryBench bench = bench(database);
        String[] many =
                IntStream.range(0, 250).mapToObj(i -> "r" + i + "@example.org").toArray(String[]::new);
        OutboundId id = bench.queue(bench.orders.answer(many));
        bench.deliver();

        assertThat(server.taken)
                .extracting(mail -> mail.envelope().recipients().size())
                .containsExactly(100, 100, 50);
        assertThat(bench.states(id)).containsOnly(DELIVERED).hasSize(250);
    }

    @DatabaseTest
    void triesAFailedMailOnceMoreWhenTheOperatorWants(Database database) {
        DeliveryBench bench = bench(database);
        server.answer(BOB, new Refused("550 5.7.1 Not yet"));
        OutboundOrder order = bench.orders.answer(ALICE, BOB);
        OutboundId id = bench.queue(order);
        bench.deliver();
        server.answer(BOB, new DeliveryOutcome.Delivered("250 Ok"));

        assertThat(bench.retry(id)).isEqualTo(OutboundQueue.OperatorResult.CHANGED);
        bench.deliver();
        assertThat(bench.states(id)).containsExactly(DELIVERED, DELIVERED);
        assertThat(server.taken.getLast().envelope().recipients()).hasSize(1);
        assertThat(new MessageId(
                        server.taken.getLast().mail().latin1().replaceAll("(?s).*Message-ID: <(.*?)>.*", "$1")))
                .isEqualTo(order.mail().messageId());
    }
}
