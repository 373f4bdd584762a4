package org.postroom.intake;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.postroom.conversation.ViewLinks;
import org.postroom.desk.DeskStores;
import org.postroom.desk.PlannedStore;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.storm.StormStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEraser;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;

/**
 * Deletes a ticket for good, with its mails (SPEC A8). What stays of a mail that came in is its receipt, with length and
 * SHA-256: no mail is taken in again because it was forgotten.
 */
public final class TicketRemoval {
    private final DeskStores desk;
    private final Parts parts;

    private TicketRemoval(DeskStores desk, Parts parts) {
        this.desk = desk;
        this.parts = parts;
    }

    private record Parts(
            TicketEraser tickets,
            ReceiptEraser receipts,
            RawStore raws,
            HeldMailStore held,
            PlannedStore planned,
            ViewLinks links,
            Abuse abuse) {
        RawRemoval mails() {
            return new RawRemoval(tickets, receipts, raws);
        }
    }

    private record Abuse(StormStore storms, FloodStore floods) {}

    /** Deletes from the database of these stores. */
    public static TicketRemoval jdbi(DeskStores desk, ViewLinks links) {
        return new TicketRemoval(
                desk,
                new Parts(
                        TicketEraser.jdbi(),
                        ReceiptEraser.jdbi(),
                        desk.raws(),
                        HeldMailStore.jdbi(),
                        PlannedStore.jdbi(desk.ids(), desk.raws()),
                        links,
                        new Abuse(StormStore.jdbi(desk.ids()), FloodStore.jdbi())));
    }

    /** What came of it. */
    public enum Outcome {
        /** It is gone. */
        REMOVED,
        /** It was gone before, such as with the ticket that it became part of. */
        GONE,
        /** Somebody did something to it since. */
        CHANGED,
        /** A mail of it is to leave, waits for a word of its agent, or is not read yet. */
        BUSY
    }

    /**
     * Deletes the ticket if it still is as it was seen.
     *
     * @param lines how many its history had
     */
    public Outcome remove(Transaction transaction, Ticket seen, int lines) {
        Optional<Ticket> now = desk.tickets().lock(transaction, seen.id());
        if (now.isEmpty()) {
            return Outcome.GONE;
        }
        if (now.get().version() != seen.version()
                || desk.history().history(transaction, seen.id()).size() != lines) {
            return Outcome.CHANGED;
        }
        if (isBusy(transaction, seen.id())) {
            return Outcome.BUSY;
        }
        if (now.get().state() == TicketState.MERGED) {
            // What was held on it before is of the ticket that is left
            desk.tickets()
                    .survivor(transaction, seen.id())
                    .ifPresent(left -> parts.held().moveAll(transaction, seen.id(), left.id()));
        }
        remove(transaction, seen.id(), "Its ticket " + seen.number() + " was deleted.");
        return Outcome.REMOVED;
    }

    private boolean isBusy(Transaction transaction, TicketId ticket) {
        return desk.queue().hasOpen(transaction, ticket)
                || parts.receipts().hasOpen(transaction, ticket)
                || parts.held().hasOpen(transaction, ticket)
                || !parts.planned().ofTicket(transaction, ticket).isEmpty();
    }

    /** The ticket, and before it those that became part of it. */
    private void remove(Transaction transaction, TicketId ticket, String trace) {
        desk.tickets().mergedInto(transaction, ticket).forEach(one -> remove(transaction, one, trace));
        Set<Long> raws = new HashSet<>(desk.queue().forget(transaction, ticket));
        raws.addAll(parts.receipts().erase(transaction, ticket, trace));
        parts.held().forget(transaction, ticket);
        parts.planned().forget(transaction, ticket);
        desk.threads().forget(transaction, ticket);
        parts.links().forget(transaction, ticket);
        parts.abuse().storms().forget(transaction, ticket);
        parts.abuse().floods().forget(transaction, ticket);
        raws.addAll(parts.tickets().erase(transaction, ticket));
        parts.mails().remove(transaction, raws);
    }
}
