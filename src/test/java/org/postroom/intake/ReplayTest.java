package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.autoreply.AutoReplySettings;
import org.postroom.autoreply.Writers;
import org.postroom.conversation.ThreadIndex;
import org.postroom.intake.Verdict.Place;
import org.postroom.mail.Bytes;
import org.postroom.mail.MailKind;
import org.postroom.mail.MessageId;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.ticket.TicketId;

/** What is read again is decided the same, unless program or conf say otherwise now. */
class ReplayTest {
    private final Office office = new Office();
    private AutoReplySettings answers = AutoReplySettings.DEFAULT;

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void decidesTheSameAboutMailOfEverySort() {
        office.carlWrites();
        Queued receipt = office.queued().getFirst();
        office.arrives(
                Office.SUPPORT_DESK,
                mail(
                        "carl@customer.example.org",
                        "Re: it",
                        "In-Reply-To: " + receipt.ours().messageId().bracketed()));
        office.agentAnswers(Office.ANNA, "We are on it.");
        office.arrives(
                Office.SUPPORT_DESK,
                mail(
                        "stranger@other.example.org",
                        "Re: it",
                        "In-Reply-To: " + receipt.ours().messageId().bracketed()));
        office.arrives(Office.SUPPORT_DESK, mail("carl@customer.example.org", "Away", "Auto-Submitted: auto-replied"));
        office.arrives(Office.SUPPORT_DESK, mail("news@list.example.org", "News", "List-Id: <news.example.org>"));
        office.arrives(
                Office.SUPPORT_DESK, mail("dora@customer.example.org", "Twice", "Message-ID: <twice@example.org>"));
        office.arrives(
                Office.SUPPORT_DESK, mail("dora@customer.example.org", "Twice!", "Message-ID: <twice@example.org>"));
        List<LedgerEntry> all = entries();
        assertThat(all).hasSize(8);
        for (LedgerEntry entry : all) {
            Verdict then = then(entry);
            Verdict now = now(entry);
            assertThat(now.against(then).any()).as(then + "\nnow " + now).isFalse();
            assertThat(then.kind()).isPresent();
        }
        assertThat(all.stream().map(this::now).map(Verdict::place))
                .as("it did decide")
                .contains(Optional.of(new Place.New()))
                .anyMatch(place -> place.filter(Place.On.class::isInstance).isPresent());
        assertThat(office.database().<LedgerStore.Counts>read(LedgerStore.jdbi()::counts))
                .isEqualTo(new LedgerStore.Counts(0, 0));
    }

    @Test
    void tellsAnotherKindAndAnotherSender() {
        Receipt receipt = office.carlWrites();
        change("UPDATE receipt SET kind = 'list', sender = 'other@example.org' WHERE id = " + receipt.id());
        LedgerEntry entry = entries().getFirst();
        Verdict.Differences differences = now(entry).against(then(entry));
        assertThat(differences).isEqualTo(new Verdict.Differences(true, true, false, false));
        assertThat(now(entry).kind()).contains(MailKind.NORMAL);
    }

    @Test
    void tellsWhenAnAutomaticAnswerWouldNotBeSentAnyMore() {
        office.carlWrites();
        answers = new AutoReplySettings(false, Set.of(), AutoReplySettings.SubjectStyle.KEEP);
        LedgerEntry entry = entries().getFirst();
        assertThat(now(entry).against(then(entry)).answering()).isTrue();
        assertThat(now(entry).why()).anyMatch(line -> line.startsWith("No automatic answer: "));
    }

    @Test
    void tellsWhenAMailWouldFindItsTicketNow() {
        office.carlWrites();
        TicketId first = office.tickets().getFirst().id();
        office.arrives(
                Office.SUPPORT_DESK, mail("carl@customer.example.org", "Re: it", "In-Reply-To: <known@example.org>"));
        LedgerEntry second = entries().getLast();
        assertThat(now(second).place()).contains(new Place.New());
        office.database()
                .change(transaction -> office.stores()
                        .desk()
                        .threads()
                        .add(transaction, new MessageId("known@example.org"), first, ThreadIndex.Origin.RECEIVED));
        assertThat(now(second).place()).contains(new Place.On(first));
        assertThat(now(second).against(then(second)).place()).isTrue();
    }

    /** Receipts of older versions have their trace alone. */
    @Test
    void takesTheKindOutOfAnOldTrace() {
        Receipt receipt = office.carlWrites();
        change("UPDATE receipt SET kind = NULL, answering = NULL, sender = NULL WHERE id = " + receipt.id());
        Verdict then = then(entries().getFirst());
        assertThat(then.kind()).contains(MailKind.NORMAL);
        assertThat(then.answering()).isEmpty();
        assertThat(now(entries().getFirst()).against(then).any()).isFalse();
    }

    private Replay replay() {
        return new Replay(
                new Replay.Present(
                        office.organisation(),
                        List.of(),
                        () -> new MailReader(ReadLimits.standard()),
                        Writers::tokens,
                        _ -> answers),
                office.stores().desk().threads(),
                office.stores().desk().tickets());
    }

    private Verdict then(LedgerEntry entry) {
        return office.database().read(transaction -> replay().recorded(transaction, entry));
    }

    private Verdict now(LedgerEntry entry) {
        return office.database()
                .read(transaction ->
                        replay().now(transaction, entry, office.stores().spool().raw(transaction, entry.receipt())));
    }

    private List<LedgerEntry> entries() {
        return office.database()
                .read(transaction -> LedgerStore.jdbi()
                        .page(transaction, new LedgerStore.Stretch(0, Optional.empty(), Optional.empty(), 100)));
    }

    private void change(String sql) {
        office.database().change(transaction -> transaction.handle().execute(sql));
    }

    private static Bytes mail(String from, String subject, String header) {
        return Bytes.of("From: " + from + "\r\nTo: support@example.com\r\nSubject: " + subject + "\r\n" + header
                + "\r\n\r\nSome words: " + subject + "\r\n");
    }
}
