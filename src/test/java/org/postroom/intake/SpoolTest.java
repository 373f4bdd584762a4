package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.Bytes;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.PackedMail;
import org.postroom.storage.RawStore;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

@OnBothDatabases
class SpoolTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String MAILBOX = "imap://support@mail.example.org:993/inbox";
    private static final DepartmentId SUPPORT = new DepartmentId("support");

    private final Ids ids = new Ids(InstantSource.fixed(NOW), 1);
    private final Spool spool = Spool.jdbi(ids, RawStore.jdbi(ids));

    @DatabaseTest
    void holdsMailsByteForByteInTheOrderOfTheirArrival(Database database) {
        List<Receipt> receipts = accept(database, mail(7, "1", "first"), mail(7, "2", "second"));
        assertThat(due(database)).containsExactlyElementsOf(receipts);
        assertThat(database.<Bytes>read(transaction -> spool.raw(transaction, receipts.get(1))))
                .isEqualTo(Bytes.of("second"));
        assertThat(receipts.getFirst().origin()).isEqualTo(new Receipt.Origin(MAILBOX, 7, "1", SUPPORT));
        assertThat(receipts.getFirst().content().size()).isEqualTo(5);
    }

    @DatabaseTest
    void givesTheSameReceiptWhenAMessageComesAgain(Database database) {
        Receipt first = accept(database, mail(7, "1", "text")).getFirst();
        assertThat(accept(database, mail(7, "1", "text"))).containsExactly(first);
        assertThat(due(database)).hasSize(1);
    }

    @DatabaseTest
    void foldsTheSameBytesUnderAnotherUidIntoTheFirst(Database database) {
        Receipt first = accept(database, mail(7, "1", "text")).getFirst();
        Receipt copy = accept(database, mail(8, "5", "text")).getFirst();
        assertThat(copy.id()).isNotEqualTo(first.id());
        assertThat(copy.isPending()).isFalse();
        assertThat(copy.content().rawId()).isEqualTo(first.content().rawId());
        assertThat(copy.end().orElseThrow().disposition()).isEqualTo(Disposition.DUPLICATE);
        assertThat(copy.end().orElseThrow().duplicateOf()).contains(first.id());
        assertThat(found(database, copy.id())).isEqualTo(copy);
        assertThat(due(database)).containsExactly(first);
    }

    @DatabaseTest
    void foldsCopiesWithinOneBatch(Database database) {
        List<Receipt> receipts = accept(database, mail(7, "1", "same"), mail(7, "2", "same"), mail(7, "3", "same"));
        assertThat(receipts).extracting(Receipt::isPending).containsExactly(true, false, false);
        assertThat(receipts.get(2).end().orElseThrow().duplicateOf())
                .contains(receipts.getFirst().id());
    }

    @DatabaseTest
    void takesOtherBytesUnderTheSameUidForAnotherMail(Database database) {
        accept(database, mail(0, "1", "one"));
        assertThat(accept(database, mail(0, "1", "other")).getFirst().isPending())
                .isTrue();
        assertThat(due(database)).hasSize(2);
    }

    /** FAULTS A10. */
    @DatabaseTest
    void forgetsWhatWasUnderAUidThatIsUsedAgain(Database database) {
        accept(database, mail(7, "1", "one"), mail(7, "2", "stays"));
        Receipt other = accept(database, mail(7, "1", "other")).getFirst();
        assertThat(removable(database, 7))
                .extracting(Receipt::id)
                .contains(other.id())
                .hasSize(2);
        accept(database, mail(7, "1", "one"));
        assertThat(removable(database, 7))
                .extracting(Receipt::id)
                .doesNotContain(other.id())
                .hasSize(2);
        assertThat(due(database)).hasSize(3);
    }

    @DatabaseTest
    void tellsAUidUsedAgainByWhatTheListingClaims(Database database) {
        FetchedMail.Listing then = new FetchedMail.Listing(3, Optional.of(NOW));
        Receipt.Origin origin = new Receipt.Origin(MAILBOX, 7, "1", SUPPORT);
        accept(database, new FetchedMail(origin, PackedMail.of(Bytes.of("one")), then, 3, true, NOW));
        assertThat(database.<Map<String, Spool.Known>>read(
                        transaction -> spool.knownUids(transaction, MAILBOX, 7, List.of("1"))))
                .containsEntry("1", new Spool.Known(then, true));
        assertThat(then.agreesWith(new FetchedMail.Listing(3, Optional.empty())))
                .isTrue();
        assertThat(then.agreesWith(new FetchedMail.Listing(3, Optional.of(NOW.plusSeconds(1)))))
                .isFalse();
        assertThat(then.agreesWith(new FetchedMail.Listing(4, Optional.of(NOW))))
                .isFalse();
    }

    @DatabaseTest
    void holdsTheSameBytesOnceForEachMailbox(Database database) {
        accept(database, mail(7, "1", "to both"));
        Receipt.Origin sales =
                new Receipt.Origin("imap://sales@mail.example.org:993/inbox", 7, "1", new DepartmentId("sales"));
        accept(database, FetchedMail.whole(sales, Bytes.of("to both"), NOW));
        assertThat(due(database)).hasSize(2);
    }

    @DatabaseTest
    void tellsUidsApartByCase(Database database) {
        accept(database, mail(0, "aB", "one"), mail(0, "Ab", "two"));
        assertThat(known(database, 0, "aB", "Ab", "ab")).containsExactlyInAnyOrder("aB", "Ab");
    }

    @DatabaseTest
    void knowsOnlyWhatIsHeldFromThatMailboxAndUidValidity(Database database) {
        accept(database, mail(7, "1", "one"), mail(7, "2", "two"));
        assertThat(known(database, 7, "1", "2", "3")).containsExactlyInAnyOrder("1", "2");
        assertThat(known(database, 8, "1", "2")).isEmpty();
    }

    @DatabaseTest
    void knowsThousandsOfUids(Database database) {
        List<FetchedMail> mails = IntStream.range(0, 1_200)
                .mapToObj(i -> mail(7, Integer.toString(i), "mail " + i))
                .toList();
        assertThat(database.<List<Receipt>>write(transaction -> spool.accept(transaction, mails)))
                .hasSize(1_200);
        String[] uids = IntStream.range(0, 1_300).mapToObj(Integer::toString).toArray(String[]::new);
        assertThat(known(database, 7, uids)).hasSize(1_200);
    }

    @DatabaseTest
    void tellsTheListedSizeOfKnownMessages(Database database) {
        accept(database, mail(7, "1", "12345"));
        assertThat(database.<Map<String, Spool.Known>>read(
                        transaction -> spool.knownUids(transaction, MAILBOX, 7, List.of("1"))))
                .containsEntry("1", new Spool.Known(new FetchedMail.Listing(5, Optional.empty()), true));
    }

    @DatabaseTest
    void offersMessagesForRemovalUntilTheyAreGone(Database database) {
        List<Receipt> receipts = accept(database, mail(7, "1", "one"), mail(7, "2", "two"), mail(8, "1", "three"));
        assertThat(removable(database, 7)).containsExactly(receipts.get(0), receipts.get(1));
        database.change(transaction ->
                spool.markRemoved(transaction, List.of(receipts.getFirst().id()), NOW));
        assertThat(removable(database, 7)).containsExactly(receipts.get(1));
        assertThat(known(database, 7, "1", "2")).containsExactly("2");
    }

    @DatabaseTest
    void offersAMessageForRemovalAgainThatCameBack(Database database) {
        Receipt receipt = accept(database, mail(7, "1", "one")).getFirst();
        database.change(transaction -> spool.markRemoved(transaction, List.of(receipt.id()), NOW));
        accept(database, mail(7, "1", "one"));
        assertThat(removable(database, 7)).containsExactly(receipt);
    }

    @DatabaseTest
    void neverOffersTooLargeMessagesForRemoval(Database database) {
        Receipt.Origin origin = new Receipt.Origin(MAILBOX, 7, "1", SUPPORT);
        accept(
                database,
                new FetchedMail(
                        origin,
                        PackedMail.of(Bytes.of("beginning")),
                        new FetchedMail.Listing(99_000_000, Optional.empty()),
                        99_000_001,
                        false,
                        NOW));
        assertThat(removable(database, 7)).isEmpty();
        assertThat(known(database, 7, "1")).containsExactly("1");
        Receipt receipt = due(database).getFirst();
        assertThat(receipt.content().whole()).isFalse();
        assertThat(receipt.content().size()).isEqualTo(99_000_001);
    }

    @DatabaseTest
    void keepsHowAMailEnded(Database database) {
        Receipt receipt = accept(database, mail(7, "1", "one")).getFirst();
        database.change(transaction -> spool.finish(
                transaction,
                receipt.id(),
                Receipt.End.of(
                        Disposition.NEW_TICKET,
                        Optional.of(new TicketId(11)),
                        Optional.of(new ArticleId(12)),
                        "no token\nno match"),
                Findings.NONE));
        Receipt.End end = found(database, receipt.id()).end().orElseThrow();
        assertThat(end)
                .isEqualTo(new Receipt.End(
                        Disposition.NEW_TICKET,
                        Optional.of(new TicketId(11)),
                        Optional.of(new ArticleId(12)),
                        Optional.empty(),
                        "no token\nno match"));
        assertThat(due(database)).isEmpty();
    }

    @DatabaseTest
    void endsAMailOnlyOnce(Database database) {
        Receipt receipt = accept(database, mail(7, "1", "one")).getFirst();
        finish(database, receipt);
        assertThatThrownBy(() -> finish(database, receipt))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(receipt.id().toString());
    }

    @DatabaseTest
    void triesAFailedMailAgainWhenItIsDue(Database database) {
        Receipt receipt = accept(database, mail(7, "1", "one")).getFirst();
        Instant later = NOW.plus(Duration.ofMinutes(1));
        database.change(transaction -> spool.begin(transaction, List.of(receipt)));
        database.change(transaction -> spool.failed(transaction, receipt.id(), "stack overflow", later));
        assertThat(due(database)).isEmpty();
        assertThat(database.<Optional<Instant>>read(transaction -> spool.nextDue(transaction, Portion.all())))
                .contains(later);
        Receipt again = database.<List<Receipt>>read(transaction -> spool.due(transaction, later, 10))
                .getFirst();
        assertThat(again.work().attempts()).isEqualTo(1);
        assertThat(again.work().fault()).contains("stack overflow");
    }

    @DatabaseTest
    void anAttemptIsBegunByOneNodeAndCountedOnce(Database database) {
        List<Receipt> seen = accept(database, mail(7, "1", "one"), mail(7, "2", "two"));
        List<Receipt> first = database.write(transaction -> spool.begin(transaction, seen));
        List<Receipt> second = database.write(transaction -> spool.begin(transaction, seen));
        assertThat(first).isEqualTo(seen);
        assertThat(second).isEmpty();
        assertThat(due(database)).allMatch(receipt -> receipt.work().attempts() == 1);
    }

    @DatabaseTest
    void takesBackAnAttemptUnlessSomebodyElseHasBegunSince(Database database) {
        List<Receipt> seen = accept(database, mail(7, "1", "one"), mail(7, "2", "two"));
        database.change(transaction -> spool.begin(transaction, seen));
        Receipt first = due(database).getFirst();
        database.change(transaction -> spool.begin(transaction, List.of(first)));
        database.change(transaction -> spool.giveBack(transaction, seen));
        assertThat(due(database))
                .extracting(receipt -> receipt.work().attempts())
                .containsExactly(2, 0);
    }

    @DatabaseTest
    void aNodeIsGivenItsOwnDepartmentsMailAlone(Database database) {
        Receipt receipt = accept(database, mail(7, "1", "one")).getFirst();
        DepartmentId own = receipt.origin().department();
        DepartmentId other = new DepartmentId("other");
        assertThat(due(database, new Portion.Of(Set.of(own)))).hasSize(1);
        assertThat(due(database, new Portion.Of(Set.of(other)))).isEmpty();
        assertThat(due(database, new Portion.AllBut(Set.of(own)))).isEmpty();
        assertThat(due(database, new Portion.AllBut(Set.of(other)))).hasSize(1);
        assertThat(waiting(database, Portion.all())).containsExactly(own);
        assertThat(waiting(database, new Portion.AllBut(Set.of(own)))).isEmpty();
        assertThat(new Portion.Of(Set.of()).isNone()).isTrue();
        assertThat(database.<Optional<Instant>>read(
                        transaction -> spool.nextDue(transaction, new Portion.AllBut(Set.of(own)))))
                .isEmpty();
    }

    @DatabaseTest
    void setsAMailAsideUntilItIsReleased(Database database) {
        Receipt receipt = accept(database, mail(7, "1", "one")).getFirst();
        database.change(transaction -> spool.quarantine(transaction, receipt.id(), "failed three times"));
        assertThat(due(database)).isEmpty();
        List<Receipt> quarantined = database.read(spool::listQuarantined);
        assertThat(quarantined).extracting(Receipt::id).containsExactly(receipt.id());
        assertThat(quarantined.getFirst().work().fault()).contains("failed three times");
        assertThat(database.<Boolean>write(transaction -> spool.release(transaction, receipt.id(), NOW)))
                .isTrue();
        assertThat(database.<Boolean>write(transaction -> spool.release(transaction, receipt.id(), NOW)))
                .isFalse();
        assertThat(due(database)).extracting(Receipt::id).containsExactly(receipt.id());
        assertThat(due(database).getFirst().work().fault()).isEmpty();
    }

    @DatabaseTest
    void keepsTheTicketOfAMailSetAside(Database database) {
        Receipt receipt = accept(database, mail(7, "1", "one")).getFirst();
        database.change(transaction -> spool.finish(
                transaction,
                receipt.id(),
                Receipt.End.of(Disposition.QUARANTINED, Optional.of(new TicketId(5)), Optional.empty(), "unreadable"),
                Findings.NONE));
        Receipt quarantined =
                database.<List<Receipt>>read(spool::listQuarantined).getFirst();
        assertThat(quarantined.end().orElseThrow().ticket()).contains(new TicketId(5));
    }

    @DatabaseTest
    void tellsHowLongTheOldestMailWaits(Database database) {
        assertThat(database.<Optional<Instant>>read(spool::oldestUnprocessed)).isEmpty();
        Receipt receipt = accept(database, mail(7, "1", "one")).getFirst();
        assertThat(database.<Optional<Instant>>read(spool::oldestUnprocessed)).contains(NOW);
        finish(database, receipt);
        assertThat(database.<Optional<Instant>>read(spool::oldestUnprocessed)).isEmpty();
    }

    @DatabaseTest
    void leavesNothingBehindWhenTheTransactionFails(Database database) {
        assertThatThrownBy(() -> database.change(transaction -> {
                    spool.accept(transaction, List.of(mail(7, "1", "one")));
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThat(known(database, 7, "1")).isEmpty();
        assertThat(accept(database, mail(7, "1", "one")).getFirst().isPending()).isTrue();
    }

    @DatabaseTest
    void holdsEachMailOnceWhenSeveralFetchTheSameMailbox(Database database) throws Exception {
        List<FetchedMail> mails = IntStream.range(0, 40)
                .mapToObj(i -> mail(7, Integer.toString(i), "mail " + i / 2))
                .toList();
        CountDownLatch begun = new CountDownLatch(4);
        try (ExecutorService fetchers = Executors.newFixedThreadPool(4)) {
            List<Future<List<Receipt>>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(fetchers.submit(() -> database.<List<Receipt>>write(transaction -> {
                    awaitOthers(begun);
                    return spool.accept(transaction, mails);
                })));
            }
            for (Future<List<Receipt>> one : all) {
                assertThat(one.get()).hasSize(40);
            }
        }
        assertThat(removable(database, 7)).hasSize(40);
        assertThat(due(database)).hasSize(20);
    }

    /** Until all transactions are under way; on SQLite there is one at a time. */
    private static void awaitOthers(CountDownLatch begun) {
        begun.countDown();
        try {
            begun.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void finish(Database database, Receipt receipt) {
        database.change(transaction -> spool.finish(
                transaction,
                receipt.id(),
                Receipt.End.of(Disposition.ADDED, Optional.empty(), Optional.empty(), ""),
                Findings.NONE));
    }

    private List<Receipt> accept(Database database, FetchedMail... mails) {
        return database.write(transaction -> spool.accept(transaction, List.of(mails)));
    }

    /** FAULTS A31. */
    @DatabaseTest
    void takesUpMailsThatAClockDatedWhichWasSetBackSince(Database database) {
        List<Receipt> receipts = accept(database, mail(7, "1", "one"), mail(7, "2", "two"));
        Instant yesterday = NOW.minus(Duration.ofDays(1));
        assertThat(database.<List<Receipt>>read(transaction -> spool.due(transaction, yesterday, 10)))
                .containsExactlyElementsOf(receipts);
        assertThat(database.<List<Receipt>>read(transaction -> spool.due(transaction, NOW.minusSeconds(1), 10)))
                .isEmpty();
    }

    private List<Receipt> due(Database database) {
        return database.read(transaction -> spool.due(transaction, NOW, 100));
    }

    private List<Receipt> due(Database database, Portion portion) {
        return database.read(transaction -> spool.due(transaction, portion, NOW, 100));
    }

    private Set<DepartmentId> waiting(Database database, Portion portion) {
        return database.read(transaction -> spool.waiting(transaction, portion));
    }

    private List<Receipt> removable(Database database, long uidValidity) {
        return database.read(transaction -> spool.toRemove(transaction, MAILBOX, uidValidity, 100));
    }

    private Receipt found(Database database, ReceiptId id) {
        return database.<Optional<Receipt>>read(transaction -> spool.find(transaction, id))
                .orElseThrow();
    }

    private List<String> known(Database database, long uidValidity, String... uids) {
        return List.copyOf(database.<Map<String, Spool.Known>>read(
                        transaction -> spool.knownUids(transaction, MAILBOX, uidValidity, List.of(uids)))
                .keySet());
    }

    private static FetchedMail mail(long uidValidity, String uid, String content) {
        return FetchedMail.whole(new Receipt.Origin(MAILBOX, uidValidity, uid, SUPPORT), Bytes.of(content), NOW);
    }
}
