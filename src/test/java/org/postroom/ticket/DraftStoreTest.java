package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.ticket.Tickets.ANNA;
import static org.postroom.ticket.Tickets.BEN;
import static org.postroom.ticket.Tickets.CARLA;
import static org.postroom.ticket.Tickets.FRONT_LINE;
import static org.postroom.ticket.Tickets.OPENED;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postroom.mail.Bytes;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.PackedMail;
import org.postroom.storage.RawStore;
import org.postroom.storage.StorageException;
import org.postroom.ticket.DraftStore.Added;
import org.postroom.ticket.DraftStore.Saved;

@OnBothDatabases
class DraftStoreTest {
    private static final Instant LATER = OPENED.plusSeconds(60);
    private static final Draft.Typed HELLO = new Draft.Typed("Hello", "dora@example.org");
    private static final Draft.Typed LONGER = new Draft.Typed("Hello Carla", "");
    private static final long LIMIT = 1_000;

    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final RawStore raws = RawStore.jdbi(ids);
    private final DraftStore drafts = DraftStore.jdbi(ids, raws);

    @DatabaseTest
    void keepsWhatWasTyped(Database database) {
        Draft.Key key = key(database);
        Draft.Typed odd = new Draft.Typed("Grüße \ud83d\ude00 'quoted'\n".repeat(10_000), "not, an <address");
        Draft expected = new Draft(key, odd, 5, LATER, List.of());
        assertThat(save(database, key, odd, 5)).isEqualTo(new Saved.Stored(expected));
        assertThat(find(database, key)).contains(expected);
    }

    @DatabaseTest
    void keepsAnswerAndCommentAndAgentsApart(Database database) {
        Draft.Key key = key(database);
        save(database, key, HELLO, 1);
        assertThat(find(database, new Draft.Key(ANNA, key.ticket(), Draft.Kind.COMMENT)))
                .isEmpty();
        assertThat(find(database, new Draft.Key(BEN, key.ticket(), Draft.Kind.ANSWER)))
                .isEmpty();
    }

    @DatabaseTest
    void refusesASaveThatWasOvertaken(Database database) {
        Draft.Key key = key(database);
        save(database, key, LONGER, 7);
        Draft stored = find(database, key).orElseThrow();
        assertThat(save(database, key, HELLO, 6)).isEqualTo(new Saved.Older(Optional.of(stored)));
        assertThat(save(database, key, HELLO, 7)).isEqualTo(new Saved.Older(Optional.of(stored)));
        assertThat(save(database, key, LONGER, 7)).isEqualTo(new Saved.Stored(stored));
        assertThat(find(database, key)).contains(stored);
    }

    @DatabaseTest
    void aPageShownLaterSavesOverOneShownBefore(Database database) {
        Draft.Key key = key(database);
        long first = firstSequence(database, key, OPENED);
        save(database, key, HELLO, first + 3);
        long second = firstSequence(database, key, OPENED);
        assertThat(second).isGreaterThan(first + 3);
        assertThat(save(database, key, LONGER, second)).isInstanceOf(Saved.Stored.class);
        assertThat(save(database, key, HELLO, first + 4)).isInstanceOf(Saved.Older.class);
    }

    @DatabaseTest
    void aSaveThatComesAfterTheDeletionDoesNotBringTheDraftBack(Database database) {
        Draft.Key key = key(database);
        long first = firstSequence(database, key, OPENED);
        save(database, key, HELLO, first);
        delete(database, key, LATER);
        assertThat(save(database, key, LONGER, first + 1)).isEqualTo(new Saved.Older(Optional.empty()));
        assertThat(find(database, key)).isEmpty();
        long next = firstSequence(database, key, LATER);
        assertThat(save(database, key, LONGER, next)).isInstanceOf(Saved.Stored.class);
        assertThat(find(database, key)).map(Draft::typed).contains(LONGER);
    }

    @DatabaseTest
    void neitherDoesOneThatIsTheVeryFirst(Database database) {
        Draft.Key key = key(database);
        long first = firstSequence(database, key, OPENED);
        delete(database, key, LATER);
        assertThat(save(database, key, HELLO, first)).isEqualTo(new Saved.Older(Optional.empty()));
    }

    @DatabaseTest
    void deletionsAreForgottenAfterAWhile(Database database) {
        Draft.Key key = key(database);
        save(database, key, HELLO, 1);
        assertThat(sweep(database, LATER.plusSeconds(1))).isZero();
        delete(database, key, LATER);
        assertThat(sweep(database, LATER)).isZero();
        assertThat(sweep(database, LATER.plusMillis(1))).isEqualTo(1);
        assertThat(save(database, key, HELLO, 1)).isInstanceOf(Saved.Stored.class);
    }

    @DatabaseTest
    void whatAgentsLeaveBehindIsSweptAway(Database database) {
        Draft.Key gone = key(database);
        Draft.Key kept = key(database);
        long first = firstSequence(database, gone, OPENED);
        PresenceStore presence = PresenceStore.jdbi();
        save(database, kept, HELLO, first);
        delete(database, gone, LATER);
        database.change(t -> presence.note(t, gone.ticket(), ANNA, true, LATER));
        new LeftoverSweep(database, presence, drafts, () -> LATER.plus(Duration.ofHours(23))).run();
        assertThat(save(database, gone, HELLO, first)).isInstanceOf(Saved.Older.class);
        new LeftoverSweep(database, presence, drafts, () -> LATER.plus(Duration.ofHours(25))).run();
        assertThat(save(database, gone, HELLO, first)).isInstanceOf(Saved.Stored.class);
        assertThat(find(database, kept)).isPresent();
        assertThat(database.<List<PresenceStore.Present>>read(t -> presence.present(t, gone.ticket(), OPENED)))
                .isEmpty();
    }

    @DatabaseTest
    void keepsFilesInTheirOrder(Database database) {
        Draft.Key key = key(database);
        Draft.File one = kept(add(database, key, "../../etc/passwd", "first"));
        Draft.File two = kept(add(database, key, "b\u202e.pdf", "second"));
        assertThat(files(database, key)).containsExactly(one, two);
        assertThat(find(database, key)).map(Draft::files).contains(List.of(one, two));
        assertThat(bytes(database, two)).isEqualTo(Bytes.of("second"));
        assertThat(two.size()).isEqualTo(6);
        assertThat(two.sha256()).isEqualTo(Bytes.of("second").sha256());
        assertThat(save(database, key, HELLO, 1)).isInstanceOf(Saved.Stored.class);
        assertThat(files(database, key)).containsExactly(one, two);
    }

    @DatabaseTest
    void refusesAFileThatIsTooMuchAndKeepsTheRest(Database database) {
        Draft.Key key = key(database);
        assertThat(add(database, key, "a", "x".repeat(1_001))).isEqualTo(new Added.TooMuch(1_001, LIMIT));
        assertThat(find(database, key)).isEmpty();
        Draft.File first = kept(add(database, key, "a", "x".repeat(600)));
        assertThat(add(database, key, "b", "x".repeat(401))).isEqualTo(new Added.TooMuch(1_001, LIMIT));
        Draft.File second = kept(add(database, key, "b", "x".repeat(400)));
        assertThat(files(database, key)).containsExactly(first, second);
    }

    @DatabaseTest
    void filesThatComeAtOnceDoNotPassTheLimitTogether(Database database) throws Exception {
        Draft.Key key = key(database);
        int kept = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            Callable<Added> upload = () -> add(database, key, "a", "x".repeat(300));
            for (Future<Added> added : pool.invokeAll(List.of(upload, upload, upload, upload, upload, upload))) {
                kept += added.get() instanceof Added.Kept ? 1 : 0;
            }
        }
        assertThat(kept).isEqualTo(3);
        assertThat(files(database, key)).hasSize(3);
    }

    @DatabaseTest
    void removesAFileWithItsBytes(Database database) {
        Draft.Key key = key(database);
        Draft.File one = kept(add(database, key, "a", "first"));
        Draft.File two = kept(add(database, key, "b", "second"));
        Draft.Key others = new Draft.Key(BEN, key.ticket(), Draft.Kind.ANSWER);
        assertThat(remove(database, others, one)).isFalse();
        assertThat(remove(database, key, one)).isTrue();
        assertThat(remove(database, key, one)).isFalse();
        assertThat(files(database, key)).containsExactly(two);
        assertThatThrownBy(() -> bytes(database, one)).isInstanceOf(StorageException.class);
        assertThat(bytes(database, two)).isEqualTo(Bytes.of("second"));
        assertThat(find(database, others)).isEmpty();
    }

    @DatabaseTest
    void aDeletedDraftLeavesNoBytes(Database database) {
        Draft.Key key = key(database);
        Draft.File file = kept(add(database, key, "a", "first"));
        delete(database, key, LATER);
        assertThat(find(database, key)).isEmpty();
        assertThat(files(database, key)).isEmpty();
        assertThatThrownBy(() -> bytes(database, file)).isInstanceOf(StorageException.class);
        kept(add(database, key, "b", "second"));
        assertThat(find(database, key)).map(Draft::typed).contains(new Draft.Typed("", ""));
    }

    @DatabaseTest
    void listsAnAgentsDraftsTheLatestFirst(Database database) {
        Draft.Key one = key(database);
        Draft.Key two = key(database);
        Draft.Key three = key(database);
        save(database, one, HELLO, 1);
        database.<Saved>write(t -> drafts.save(t, two, HELLO, 1, LATER.plusSeconds(1)));
        kept(add(database, three, "file alone", "x"));
        save(database, new Draft.Key(BEN, one.ticket(), Draft.Kind.ANSWER), HELLO, 1);
        save(
                database,
                new Draft.Key(ANNA, one.ticket(), Draft.Kind.COMMENT),
                new Draft.Typed(" \n", "cc@example.org"),
                1);
        Draft.Key gone = key(database);
        save(database, gone, HELLO, 1);
        delete(database, gone, LATER);
        assertThat(database.<Set<TicketId>>read(t -> drafts.tickets(t, ANNA)))
                .containsExactlyInAnyOrder(two.ticket(), three.ticket(), one.ticket());
    }

    private Draft.Key key(Database database) {
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.of(CARLA));
        NewTicket wanted = new NewTicket("SUP", FRONT_LINE, matter, By.customer(CARLA.address()), OPENED);
        TicketId ticket = database.<Ticket>write(t -> TicketStore.jdbi(ids).open(t, wanted))
                .id();
        return new Draft.Key(ANNA, ticket, Draft.Kind.ANSWER);
    }

    private Saved save(Database database, Draft.Key key, Draft.Typed typed, long sequence) {
        return database.write(t -> drafts.save(t, key, typed, sequence, LATER));
    }

    private Optional<Draft> find(Database database, Draft.Key key) {
        return database.read(t -> drafts.find(t, key));
    }

    private long firstSequence(Database database, Draft.Key key, Instant now) {
        return database.read(t -> drafts.firstSequence(t, key, now));
    }

    private void delete(Database database, Draft.Key key, Instant now) {
        database.change(t -> drafts.delete(t, key, now));
    }

    private int sweep(Database database, Instant before) {
        return database.write(t -> drafts.sweep(t, before));
    }

    private Added add(Database database, Draft.Key key, String name, String content) {
        Draft.NewFile file = new Draft.NewFile(name, "text/plain", PackedMail.of(Bytes.of(content)));
        return database.write(t -> drafts.addFile(t, key, file, LIMIT, LATER));
    }

    private static Draft.File kept(Added added) {
        assertThat(added).isInstanceOf(Added.Kept.class);
        return ((Added.Kept) added).file();
    }

    private boolean remove(Database database, Draft.Key key, Draft.File file) {
        return database.write(t -> drafts.removeFile(t, key, file.id(), LATER));
    }

    private List<Draft.File> files(Database database, Draft.Key key) {
        return database.read(t -> drafts.files(t, key));
    }

    private Bytes bytes(Database database, Draft.File file) {
        return database.read(t -> raws.get(t, file.raw()));
    }
}
