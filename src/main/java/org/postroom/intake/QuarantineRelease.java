package org.postroom.intake;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.mail.Bytes;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.Transition;

/**
 * Ends what could not be processed by a human's word: the mail goes to a ticket as it is, without being read as mail. Its
 * bytes are attached, its beginning is shown as text to agents, nobody is answered or told.
 */
public final class QuarantineRelease {
    private static final int BEGINNING = 3_000;

    private final Supplier<Organisation> organisation;
    private final IntakeStores stores;
    private final TicketDesk desk;
    private final InstantSource clock;

    public QuarantineRelease(Supplier<Organisation> organisation, IntakeStores stores, InstantSource clock) {
        this.organisation = organisation;
        this.stores = stores;
        this.desk = new TicketDesk(stores.desk().tickets(), stores.desk().history(), clock);
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Result {
        /** The mail is on this ticket now. */
        record Released(Ticket ticket) implements Result {}

        /** Nothing of this number is set aside. */
        record NoSuchMail() implements Result {}

        /** There is no such ticket, or whoever asks must not write on it. */
        record NoSuchTicket() implements Result {}

        /** No ticket was named, and the mail's department is not in conf any more. */
        record NoDepartment() implements Result {}

        /** The ticket takes nothing. */
        record Refused(String reason) implements Result {}
    }

    /**
     * Gives a mail to a ticket: the named one, else the one that was opened when it was set aside, else a new one.
     *
     * @param to the ticket's number; empty for the mail's own
     * @param may whether whoever asks may write on a ticket that was named
     * @param by who decided it
     */
    public Result release(
            Transaction transaction, ReceiptId id, Optional<TicketNumber> to, Predicate<Ticket> may, By by) {
        Optional<Receipt> receipt = stores.spool()
                .find(transaction, id)
                .filter(found -> found.work().state() == Receipt.State.QUARANTINED);
        if (receipt.isEmpty()) {
            return new Result.NoSuchMail();
        }
        return to.isPresent()
                ? toNamed(transaction, receipt.get(), to.get(), may, by)
                : toOwn(transaction, receipt.get(), by);
    }

    private Result toNamed(
            Transaction transaction, Receipt receipt, TicketNumber number, Predicate<Ticket> may, By by) {
        Optional<Ticket> ticket = stores.desk()
                .tickets()
                .find(transaction, number)
                .flatMap(found -> stores.desk().tickets().lockSurvivor(transaction, found.id()))
                .filter(may);
        if (ticket.isEmpty()) {
            return new Result.NoSuchTicket();
        }
        Ticket target = ticket.get();
        if (target.on(new TicketEvent.CustomerReplied(By.unknown()), clock.instant())
                instanceof Transition.Refused(String reason)) {
            return new Result.Refused(reason);
        }
        Article article = add(transaction, receipt, target.id());
        desk.apply(transaction, target.id(), new TicketEvent.CustomerReplied(By.unknown()), Optional.of(article.id()));
        own(transaction, receipt)
                .filter(own -> !own.id().equals(target.id()))
                .ifPresent(own -> desk.relate(transaction, own, target, "The mail that was set aside is there.", by));
        return ended(transaction, receipt, target, article, Disposition.ADDED, by);
    }

    private Result toOwn(Transaction transaction, Receipt receipt, By by) {
        Optional<Ticket> own = own(transaction, receipt);
        Optional<Department> department =
                organisation.get().department(receipt.origin().department());
        if (own.isEmpty() && department.isEmpty()) {
            return new Result.NoDepartment();
        }
        Ticket ticket = own.orElseGet(() -> opened(transaction, department.orElseThrow(), by));
        Article article = add(transaction, receipt, ticket.id());
        desk.apply(transaction, ticket.id(), new TicketEvent.Commented(by), Optional.of(article.id()));
        return ended(transaction, receipt, ticket, article, Disposition.NEW_TICKET, by);
    }

    private Optional<Ticket> own(Transaction transaction, Receipt receipt) {
        return receipt.end().flatMap(Receipt.End::ticket).flatMap(id -> survivor(transaction, id));
    }

    private Optional<Ticket> survivor(Transaction transaction, TicketId id) {
        return stores.desk().tickets().lockSurvivor(transaction, id);
    }

    private Ticket opened(Transaction transaction, Department department, By by) {
        return desk.open(transaction, AsideMail.ticket(department, by, clock.instant()));
    }

    private Article add(Transaction transaction, Receipt receipt, TicketId ticket) {
        String text =
                "A mail that could not be processed, released from the quarantine without being read. Its bytes are"
                        + " attached.\n\nIt begins:\n\n"
                        + beginning(stores.spool().raw(transaction, receipt));
        return stores.desk().articles().add(transaction, ticket, AsideMail.article(receipt, text), clock.instant());
    }

    private Result ended(
            Transaction transaction, Receipt receipt, Ticket ticket, Article article, Disposition disposition, By by) {
        String trace = receipt.end()
                        .map(Receipt.End::trace)
                        .filter(text -> !text.isEmpty())
                        .map(text -> text + "\n")
                        .orElse("")
                + "Released by " + by.actor() + " to " + ticket.number() + ", as it is.";
        stores.spool()
                .settleAside(
                        transaction,
                        receipt.id(),
                        Receipt.End.of(disposition, Optional.of(ticket.id()), Optional.of(article.id()), trace));
        return new Result.Released(ticket);
    }

    /** The beginning of a mail as the text it came as, harmless to show. */
    public static String beginning(Bytes raw) {
        String text = raw.utf8();
        String begins = text.substring(0, Math.min(text.length(), BEGINNING));
        return ViewLinkForm.hiddenIn(begins).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }
}
