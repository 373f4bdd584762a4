package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MailKind;
import org.postroom.mail.MessageId;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.Ids;
import org.postroom.storage.OnBothDatabases;
import org.postroom.storage.RawStore;
import org.postroom.ticket.TicketId;

@OnBothDatabases
class LedgerStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final String MAILBOX = "imap://support@mail.example.org:993/inbox";
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final MessageId ID = new MessageId("a@customer.example.org");
    private static final EmailAddress CARL = EmailAddress.of("carl@customer.example.org");
    private static final Findings FOUND = new Findings(
            Optional.of(ID),
            Optional.of(CARL),
            Optional.of(MailKind.AUTO_REPLY),
            Optional.of(Findings.Answering.WITHHELD));

    private final Ids ids = new Ids(InstantSource.fixed(NOW), 1);
    private final Spool spool = Spool.jdbi(ids, RawStore.jdbi(ids));
    private final LedgerStore ledger = LedgerStore.jdbi();

    @DatabaseTest
    void keepsWhatAMailWasTakenFor(Database database) {
        Receipt receipt = accept(database, MAILBOX, 7, "1", "one");
        finish(database, receipt, FOUND);
        LedgerEntry entry = database.<Optional<LedgerEntry>>read(transaction -> ledger.find(transaction, receipt.id()))
                .orElseThrow();
        assertThat(entry.findings()).isEqualTo(FOUND);
        assertThat(entry.removedAt()).isEmpty();
        assertThat(entry.listedSize()).isEqualTo(3);
    }

    @DatabaseTest
    void findsAMailAndItsIdenticalCopiesByMessageIdAndByBytes(Database database) {
        Receipt first = accept(database, MAILBOX, 7, "1", "one");
        finish(database, first, FOUND);
        Receipt copy = accept(database, MAILBOX, 7, "2", "one");
        Receipt elsewhere = accept(database, "imap://sales@mail.example.org:993/inbox", 7, "9", "one");
        accept(database, MAILBOX, 7, "3", "another");
        assertThat(database.<List<LedgerEntry>>read(transaction -> ledger.byMessageId(transaction, ID)))
                .extracting(entry -> entry.receipt().id())
                .containsExactly(first.id(), copy.id());
        assertThat(database.<List<LedgerEntry>>read(transaction ->
                        ledger.bySha256(transaction, Bytes.of("one").sha256())))
                .extracting(entry -> entry.receipt().id())
                .containsExactly(first.id(), copy.id(), elsewhere.id());
        assertThat(database.<List<LedgerEntry>>read(
                        transaction -> ledger.byMessageId(transaction, new MessageId("b@customer.example.org"))))
                .isEmpty();
    }

    @DatabaseTest
    void tellsWhatIsUnderAUidAndWhatIsNotGone(Database database) {
        Receipt gone = accept(database, MAILBOX, 7, "1", "one");
        Receipt there = accept(database, MAILBOX, 7, "2", "two");
        accept(database, MAILBOX, 8, "1", "three");
        database.change(transaction -> spool.markRemoved(transaction, List.of(gone.id()), NOW));
        List<LedgerEntry> under =
                database.read(transaction -> ledger.under(transaction, MAILBOX, 7, List.of("1", "2", "5")));
        assertThat(under).extracting(entry -> entry.receipt().id()).containsExactly(gone.id(), there.id());
        assertThat(under.getFirst().removedAt()).contains(NOW);
        assertThat(database.<List<LedgerEntry>>read(transaction -> ledger.present(transaction, MAILBOX, 7, 0, 10)))
                .extracting(entry -> entry.receipt().id())
                .containsExactly(there.id());
        assertThat(database.<Map<Long, Long>>read(transaction -> ledger.presentByValidity(transaction, MAILBOX)))
                .isEqualTo(Map.of(7L, 1L, 8L, 1L));
    }

    @DatabaseTest
    void turnsItsPagesInTheOrderOfArrival(Database database) {
        Receipt first = accept(database, MAILBOX, 7, "1", "one");
        Receipt second = accept(database, MAILBOX, 7, "2", "two");
        assertThat(page(database, 0, Optional.empty(), 1)).containsExactly(first.id());
        assertThat(page(database, first.id().value(), Optional.of(SUPPORT), 5)).containsExactly(second.id());
        assertThat(page(database, 0, Optional.of(new DepartmentId("sales")), 5)).isEmpty();
        assertThat(database.<List<LedgerEntry>>read(transaction -> ledger.page(
                        transaction, new LedgerStore.Stretch(0, Optional.of(NOW.plusMillis(1)), Optional.empty(), 5))))
                .isEmpty();
    }

    @DatabaseTest
    void countsWhatWaits(Database database) {
        accept(database, MAILBOX, 7, "1", "one");
        Receipt aside = accept(database, MAILBOX, 7, "2", "two");
        database.change(transaction -> spool.quarantine(transaction, aside.id(), "poison"));
        assertThat(database.<LedgerStore.Counts>read(ledger::counts)).isEqualTo(new LedgerStore.Counts(1, 1));
    }

    @DatabaseTest
    void findsTheMailsOfATicket(Database database) {
        Receipt receipt = accept(database, MAILBOX, 7, "1", "one");
        finish(database, receipt, FOUND);
        assertThat(database.<List<LedgerEntry>>read(transaction -> ledger.ofTicket(transaction, new TicketId(11))))
                .extracting(entry -> entry.receipt().id())
                .containsExactly(receipt.id());
    }

    /** A database of an older version: its receipts have no Message-ID. */
    @DatabaseTest
    void fillsWhatReceiptsOfOlderVersionsLack(Database database) {
        Receipt old = accept(
                database,
                MAILBOX,
                7,
                "1",
                "From: Carl <carl@customer.example.org>\r\nMessage-ID: <a@customer.example.org>\r\n\r\nMessage-ID: <b@c>");
        finish(database, old, Findings.NONE);
        Receipt bare = accept(database, MAILBOX, 7, "2", "no header at all");
        finish(database, bare, Findings.NONE);
        Receipt pending = accept(database, MAILBOX, 7, "3", "Message-ID: <p@example.org>\r\n\r\n");
        LedgerFilling filling = new LedgerFilling(database, ledger, spool, () -> new MailReader(ReadLimits.standard()));

        assertThat(filling.run()).isPositive();

        Findings found = database.<Optional<LedgerEntry>>read(transaction -> ledger.find(transaction, old.id()))
                .orElseThrow()
                .findings();
        assertThat(found.messageId()).contains(ID);
        assertThat(found.sender()).contains(CARL);
        assertThat(found.kind()).isEmpty();
        assertThat(database.<List<LedgerEntry>>read(transaction -> ledger.byMessageId(transaction, ID)))
                .hasSize(1);
        assertThat(database.<List<Receipt>>read(transaction -> ledger.lacking(transaction, 10)))
                .as("what was looked into is not looked into again, what is pending has its time")
                .isEmpty();
        assertThat(pending.isPending()).isTrue();
    }

    private List<ReceiptId> page(Database database, long after, Optional<DepartmentId> department, int most) {
        return database
                .<List<LedgerEntry>>read(transaction ->
                        ledger.page(transaction, new LedgerStore.Stretch(after, Optional.of(NOW), department, most)))
                .stream()
                .map(entry -> entry.receipt().id())
                .toList();
    }

    private void finish(Database database, Receipt receipt, Findings findings) {
        database.change(transaction -> spool.finish(
                transaction,
                receipt.id(),
                Receipt.End.of(Disposition.NEW_TICKET, Optional.of(new TicketId(11)), Optional.empty(), "Kind: x"),
                findings));
    }

    private Receipt accept(Database database, String mailbox, long validity, String uid, String text) {
        FetchedMail mail = FetchedMail.whole(new Receipt.Origin(mailbox, validity, uid, SUPPORT), Bytes.of(text), NOW);
        return database.<List<Receipt>>write(transaction -> spool.accept(transaction, List.of(mail)))
                .getFirst();
    }
}
