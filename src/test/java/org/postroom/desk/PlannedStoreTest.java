package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;

@OnBothDatabases
class PlannedStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00.250Z");
    private static final TicketId TICKET = new TicketId(17);
    private static final NamedAddress DORA =
            new NamedAddress("Dora, of \"sales\"", EmailAddress.of("dora@customer.example.org"));

    private final Ids ids = new Ids(InstantSource.fixed(NOW), 1);
    private final RawStore raws = RawStore.jdbi(ids);
    private final PlannedStore store = PlannedStore.jdbi(ids, raws);

    private static PlannedAnswer.Content content(String text) {
        return new PlannedAnswer.Content(
                text, List.of(DORA), List.of("answer", "close"), Optional.of(4L), new ArticleId(3), List.of());
    }

    private PlannedAnswer plan(Database database, AgentId agent, Duration until, Attachment... files) {
        return in(
                database,
                transaction -> store.add(
                        transaction,
                        new PlannedAnswer.Sender(agent, TICKET, Way.MAIL),
                        new PlannedAnswer.Timing(PlannedAnswer.Kind.SCHEDULED, NOW.plus(until)),
                        content("Übermorgen.\n\nTwo lines. 🖨"),
                        List.of(files),
                        NOW));
    }

    private static <T> T in(Database database, Function<Transaction, T> work) {
        return database.write(work);
    }

    private Optional<PlannedAnswer> found(Database database, long id) {
        return in(database, transaction -> store.find(transaction, id));
    }

    private Optional<PlannedAnswer> locked(Database database, long id) {
        return in(database, transaction -> store.lock(transaction, id));
    }

    private static List<Long> ids(Database database, Function<Transaction, List<PlannedAnswer>> work) {
        return in(database, work).stream().map(PlannedAnswer::id).toList();
    }

    private Optional<Instant> nextDue(Database database) {
        return in(database, store::nextDue);
    }

    private int swept(Database database, Instant before) {
        return in(database, transaction -> store.sweep(transaction, before));
    }

    private static void change(Database database, Consumer<Transaction> work) {
        database.change(work);
    }

    @DatabaseTest
    void keepsAllOfAnAnswer(Database database) {
        PlannedAnswer answer = plan(database, SampleCompany.ANNA, Duration.ofHours(3));
        Optional<PlannedAnswer> found = found(database, answer.id());
        assertThat(found).contains(answer);
        assertThat(locked(database, answer.id())).contains(answer);
        assertThat(found(database, 99)).isEmpty();
    }

    @DatabaseTest
    void keepsTheVeryBytesOfItsFiles(Database database) {
        Attachment picture = new Attachment("a\tb.png", "image/png", false, Optional.empty(), Bytes.of("\0\1\2 odd"));
        Attachment nameless = new Attachment("", "text/plain", false, Optional.empty(), Bytes.of(""));
        PlannedAnswer answer = plan(database, SampleCompany.ANNA, Duration.ZERO, picture, nameless);
        List<Attachment> kept = in(database, transaction -> store.attachments(transaction, answer.id()));
        assertThat(kept).containsExactly(picture, nameless);
    }

    @DatabaseTest
    void tellsWhatIsDueEarliestFirst(Database database) {
        PlannedAnswer late = plan(database, SampleCompany.ANNA, Duration.ofSeconds(20));
        PlannedAnswer early = plan(database, SampleCompany.BEN, Duration.ofSeconds(10));
        PlannedAnswer held = plan(database, SampleCompany.BEN, Duration.ofSeconds(5));
        change(database, transaction -> store.hold(transaction, held.id(), List.of("Carl wrote:\n\"Stop\"")));

        assertThat(due(database, 9)).isEmpty();
        assertThat(due(database, 10)).containsExactly(early.id());
        assertThat(due(database, 60)).containsExactly(early.id(), late.id());
        assertThat(nextDue(database)).contains(NOW.plusSeconds(10));
        change(database, transaction -> store.postpone(transaction, early.id(), NOW.plusSeconds(70)));
        assertThat(nextDue(database)).contains(NOW.plusSeconds(20));
        assertThat(found(database, held.id()).orElseThrow().content().reasons())
                .containsExactly("Carl wrote: \"Stop\"");
    }

    private List<Long> due(Database database, int seconds) {
        return in(database, transaction -> store.due(transaction, NOW.plusSeconds(seconds), 10));
    }

    @DatabaseTest
    void endsAnAnswerOnceAndDropsItsWords(Database database) {
        PlannedAnswer answer = plan(
                database, SampleCompany.ANNA, Duration.ZERO, Workplace.attachment("a.txt", "text/plain", "secret"));
        long raw = in(database, transaction -> store.files(transaction, answer.id()))
                .getFirst()
                .raw();
        change(database, transaction -> store.settle(transaction, answer.id(), PlannedAnswer.State.LEFT, NOW));

        PlannedAnswer left = found(database, answer.id()).orElseThrow();
        assertThat(left.state()).isEqualTo(PlannedAnswer.State.LEFT);
        assertThat(left.times().settled()).contains(NOW);
        assertThat(left.content().text()).isEmpty();
        assertThat(locked(database, answer.id())).isEmpty();
        int kept = in(
                database,
                transaction -> transaction
                        .handle()
                        .createQuery("SELECT COUNT(*) FROM raw_mail WHERE id = :id")
                        .bind("id", raw)
                        .mapTo(Integer.class)
                        .one());
        assertThat(kept).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> change(
                        database,
                        transaction -> store.settle(transaction, answer.id(), PlannedAnswer.State.TAKEN_BACK, NOW)));
    }

    @DatabaseTest
    void listsWhatIsOpenByTicketAndAgentAndWhatWasAskedAbout(Database database) {
        PlannedAnswer late = plan(database, SampleCompany.ANNA, Duration.ofSeconds(20));
        PlannedAnswer early = plan(database, SampleCompany.ANNA, Duration.ofSeconds(10));
        PlannedAnswer bens = plan(database, SampleCompany.BEN, Duration.ofSeconds(10));
        PlannedAnswer gone = plan(database, SampleCompany.ANNA, Duration.ofSeconds(10));
        change(database, transaction -> {
            store.asked(transaction, gone.id(), NOW);
            store.settle(transaction, gone.id(), PlannedAnswer.State.TAKEN_BACK, NOW);
        });
        assertThat(ids(database, transaction -> store.ofTicket(transaction, TICKET)))
                .containsExactly(late.id(), early.id(), bens.id());
        assertThat(ids(database, transaction -> store.ofTicket(transaction, new TicketId(18))))
                .isEmpty();
        assertThat(ids(database, transaction -> store.ofAgent(transaction, SampleCompany.ANNA)))
                .containsExactly(early.id(), late.id());
        assertThat(ids(database, transaction -> store.asked(transaction, TICKET, SampleCompany.ANNA)))
                .containsExactly(gone.id());
    }

    private PlannedAnswer undo(Database database, AgentId agent, int seconds) {
        return in(
                database,
                transaction -> store.add(
                        transaction,
                        new PlannedAnswer.Sender(agent, TICKET, Way.PAGE),
                        new PlannedAnswer.Timing(PlannedAnswer.Kind.UNDO, NOW.plusSeconds(seconds)),
                        content("Soon."),
                        List.of(),
                        NOW));
    }

    @DatabaseTest
    void countsWhatIsOpenAndListsWhatLeavesInSomeSeconds(Database database) {
        PlannedAnswer scheduled = plan(database, SampleCompany.ANNA, Duration.ofSeconds(1));
        PlannedAnswer third = undo(database, SampleCompany.ANNA, 12);
        PlannedAnswer first = undo(database, SampleCompany.ANNA, 10);
        PlannedAnswer second = undo(database, SampleCompany.ANNA, 11);
        PlannedAnswer held = undo(database, SampleCompany.ANNA, 9);
        PlannedAnswer gone = undo(database, SampleCompany.ANNA, 9);
        undo(database, SampleCompany.BEN, 9);
        change(database, transaction -> {
            store.hold(transaction, held.id(), List.of("Merged."));
            store.settle(transaction, gone.id(), PlannedAnswer.State.LEFT, NOW);
        });
        int open = in(database, transaction -> store.count(transaction, SampleCompany.ANNA));
        assertThat(open).isEqualTo(5);
        assertThat(ids(database, transaction -> store.leaving(transaction, SampleCompany.ANNA, 5)))
                .containsExactly(first.id(), second.id(), third.id())
                .doesNotContain(scheduled.id());
        assertThat(ids(database, transaction -> store.leaving(transaction, SampleCompany.ANNA, 2)))
                .containsExactly(first.id(), second.id());
    }

    @DatabaseTest
    void whatIsHeldIsHeldAgainForMore(Database database) {
        PlannedAnswer answer = plan(database, SampleCompany.ANNA, Duration.ZERO);
        change(database, transaction -> store.hold(transaction, answer.id(), List.of("Carl wrote.")));
        change(database, transaction -> store.hold(transaction, answer.id(), List.of("Carl wrote.", "Merged.")));
        assertThat(found(database, answer.id()).orElseThrow().content().reasons())
                .containsExactly("Carl wrote.", "Merged.");
    }

    @DatabaseTest
    void forgetsWhatWasSettledLongAgo(Database database) {
        PlannedAnswer open = plan(database, SampleCompany.ANNA, Duration.ZERO);
        PlannedAnswer left = plan(database, SampleCompany.ANNA, Duration.ZERO);
        change(database, transaction -> store.settle(transaction, left.id(), PlannedAnswer.State.LEFT, NOW));
        assertThat(swept(database, NOW)).isZero();
        assertThat(swept(database, NOW.plusMillis(1))).isOne();
        assertThat(found(database, open.id())).isPresent();
        assertThat(found(database, left.id())).isEmpty();
    }
}
