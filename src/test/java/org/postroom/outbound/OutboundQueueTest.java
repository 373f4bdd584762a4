package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.compose.MailComposer;
import org.postroom.outbound.OutboundQueue.OperatorResult;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Dialect;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.RawStore;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

@OnBothDatabases
class OutboundQueueTest {
    private static final Instant NOW = Instant.parse("2025-03-09T08:00:00Z");

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final Ids ids = new Ids(clock, 1);
    private final RawStore raws = RawStore.jdbi(ids);
    private final List<SmtpAccountId> woken = new ArrayList<>();
    private final OutboundQueue queue = OutboundQueue.jdbi(ids, raws, clock, woken::add);
    private final Orders orders = new Orders();

    @DatabaseTest
    void keepsWhatIsQueued(Database database) {
        OutboundOrder order = orders.answer("carla@example.org", "Carl@example.org");
        OutboundId id = database.write(transaction -> queue.enqueue(transaction, order));
        OutboundMail mail = show(database, id).mail();

        assertThat(mail.about())
                .isEqualTo(new OutboundMail.About(
                        Orders.ACME,
                        OutboundKind.ANSWER,
                        order.department(),
                        Optional.of(new TicketId(42)),
                        Optional.empty()));
        assertThat(mail.messageId()).isEqualTo(order.mail().messageId());
        assertThat(mail.stored().envelopeSender())
                .isEqualTo(order.mail().sender().envelope());
        assertThat(mail.waiting())
                .extracting(EmailAddress::value)
                .containsExactly("carla@example.org", "Carl@example.org");
        assertThat(mail.queuedAt()).isEqualTo(NOW);
        assertThat(database.<Object>read(
                        transaction -> raws.get(transaction, mail.stored().rawId())))
                .isEqualTo(MailComposer.compose(order.mail()));
    }

    @DatabaseTest
    void mailsGoAlongToAnotherTicketAllOrThoseOfSomeArticles(Database database) {
        OutboundOrder order = orders.answer("carla@example.org");
        OutboundMail.About about = new OutboundMail.About(
                Orders.ACME,
                OutboundKind.ANSWER,
                order.department(),
                Optional.of(new TicketId(42)),
                Optional.of(new ArticleId(5)));
        OutboundId one = database.write(t -> queue.enqueue(t, order));
        OutboundId other = database.write(t -> queue.enqueue(
                t, queue.store(t, orders.answer("dora@example.org").mail()), about));
        database.change(t -> queue.move(t, new TicketId(42), List.of(new ArticleId(5)), new TicketId(43)));
        database.change(t -> queue.move(t, new TicketId(42), List.of(), new TicketId(44)));
        assertThat(show(database, one).mail().about().ticket()).contains(new TicketId(42));
        assertThat(show(database, other).mail().about().ticket()).contains(new TicketId(43));
        database.change(t -> queue.moveAll(t, new TicketId(42), new TicketId(43)));
        assertThat(database.<List<OutboundMail>>read(t -> queue.ofTicket(t, new TicketId(43))))
                .hasSize(2);
    }

    /** After a backup was restored: what waits may have left already. */
    @DatabaseTest
    void holdsAnswersAndDropsAllOtherMail(Database database) {
        OutboundId answer = database.write(t -> queue.enqueue(t, orders.answer("carla@example.org")));
        OutboundOrder automatic = orders.automatic("carl@example.org");
        OutboundId dropped = database.write(t -> queue.enqueue(t, automatic));
        assertThat(database.<OutboundQueue.Held>write(t -> queue.holdAll(t, "An old backup")))
                .isEqualTo(new OutboundQueue.Held(1, 1));

        assertThat(show(database, answer).state()).isEqualTo(QueueEntry.State.HELD);
        assertThat(show(database, answer).mail().waiting()).hasSize(1);
        assertThat(show(database, dropped).state()).isEqualTo(QueueEntry.State.DONE);
        OutboundMail.Recipient recipient =
                show(database, dropped).mail().recipients().getFirst();
        assertThat(recipient.state()).isEqualTo(RecipientState.DROPPED);
        assertThat(recipient.reply()).isEqualTo("An old backup");
        assertThat(list(database, 10)).as("it waits for a word").hasSize(1);

        assertThat(database.<OperatorResult>write(t -> queue.retry(t, answer))).isEqualTo(OperatorResult.CHANGED);
        assertThat(show(database, answer).state()).isEqualTo(QueueEntry.State.WAITING);
        database.change(t -> queue.holdAll(t, "Again"));
        assertThat(database.<OperatorResult>write(t -> queue.drop(t, answer))).isEqualTo(OperatorResult.CHANGED);
        assertThat(show(database, answer).state()).isEqualTo(QueueEntry.State.DONE);
    }

    @DatabaseTest
    void wakesDeliveryAfterTheCommitOnly(Database database) {
        database.change(transaction -> {
            queue.enqueue(transaction, orders.answer("carla@example.org"));
            assertThat(woken).isEmpty();
        });

        assertThat(woken).containsExactly(Orders.ACME);
    }

    @DatabaseTest
    void queuesNothingWhenTheTransactionIsRolledBack(Database database) {
        assertThatIllegalStateException()
                .isThrownBy(() -> database.change(transaction -> {
                    queue.enqueue(transaction, orders.answer("carla@example.org"));
                    throw new IllegalStateException("the caller's own");
                }));

        assertThat(list(database, 10)).isEmpty();
        assertThat(woken).isEmpty();
    }

    @DatabaseTest
    void findsMailByMessageIdAndByTicket(Database database) {
        OutboundOrder order = orders.answer("carla@example.org");
        OutboundId id = database.write(transaction -> queue.enqueue(transaction, order));

        assertThat(find(database, order.mail().messageId()))
                .map(OutboundMail::id)
                .contains(id);
        assertThat(find(database, new MessageId("x@example.com"))).isEmpty();
        assertThat(ofTicket(database, new TicketId(42))).hasSize(1);
        assertThat(ofTicket(database, new TicketId(43))).isEmpty();
    }

    @DatabaseTest
    void listsOldestFirst(Database database) {
        List<OutboundId> queued = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            queued.add(database.write(transaction -> queue.enqueue(transaction, orders.answer("carla@example.org"))));
        }

        assertThat(list(database, 2))
                .extracting(entry -> entry.mail().id())
                .containsExactly(queued.get(0), queued.get(1));
    }

    @DatabaseTest
    void dropsWhatIsWaitingAndTakesItUpAgain(Database database) {
        OutboundId id = database.write(transaction -> queue.enqueue(transaction, orders.answer("carla@example.org")));

        assertThat(drop(database, id)).isEqualTo(OperatorResult.CHANGED);
        assertThat(show(database, id).state()).isEqualTo(QueueEntry.State.DONE);
        assertThat(show(database, id).mail().recipients())
                .extracting(OutboundMail.Recipient::state)
                .containsExactly(RecipientState.DROPPED);
        assertThat(drop(database, id)).isEqualTo(OperatorResult.NOTHING_TO_DO);
        assertThat(retry(database, id)).isEqualTo(OperatorResult.NOTHING_TO_DO);
        assertThat(retry(database, new OutboundId(1))).isEqualTo(OperatorResult.UNKNOWN);
    }

    @DatabaseTest
    void findsWhatIsDueByAnIndexAndWithoutSorting(Database database) {
        assumeTrue(database.dialect() == Dialect.SQLITE, "MariaDB plans by the rows there are");
        List<String> plan = database.read(transaction -> transaction
                .handle()
                .createQuery("EXPLAIN QUERY PLAN " + JdbiRowStore.DUE)
                .bind("account", "acme")
                .bind("time", NOW)
                .bind("most", 10)
                .map((row, context) -> row.getString("detail"))
                .list());

        assertThat(plan)
                .containsExactly(
                        "SEARCH outbound_mail USING INDEX outbound_mail_due (state=? AND account=? AND due_at<?)");
    }

    @DatabaseTest
    void refusesMessageIdsItCouldNotFindAgain(Database database) {
        OutgoingMail mail = orders.answer("carla@example.org").mail();
        OutgoingMail longest = new OutgoingMail(
                new MessageId("x".repeat(501)),
                mail.sender(),
                mail.recipients(),
                mail.inReplyTo(),
                mail.references(),
                mail.date(),
                mail.origin(),
                mail.body());
        OutboundOrder order = orders.answer("carla@example.org");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> database.change(transaction -> queue.enqueue(
                        transaction,
                        new OutboundOrder(
                                longest,
                                order.account(),
                                order.kind(),
                                order.department(),
                                order.ticket(),
                                order.article()))));
    }

    private OperatorResult drop(Database database, OutboundId id) {
        return database.write(transaction -> queue.drop(transaction, id));
    }

    private OperatorResult retry(Database database, OutboundId id) {
        return database.write(transaction -> queue.retry(transaction, id));
    }

    private List<QueueEntry> list(Database database, int most) {
        return database.read(transaction -> queue.list(transaction, most));
    }

    private Optional<OutboundMail> find(Database database, MessageId id) {
        return database.read(transaction -> queue.byMessageId(transaction, id));
    }

    private List<OutboundMail> ofTicket(Database database, TicketId ticket) {
        return database.read(transaction -> queue.ofTicket(transaction, ticket));
    }

    private QueueEntry show(Database database, OutboundId id) {
        return database.read(transaction -> queue.show(transaction, id)).orElseThrow();
    }
}
