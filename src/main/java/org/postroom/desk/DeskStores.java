package org.postroom.desk;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.postroom.agent.SmtpAccountId;
import org.postroom.assign.AvailabilityStore;
import org.postroom.assign.TurnStore;
import org.postroom.conversation.ThreadIndex;
import org.postroom.conversation.ViewLinks;
import org.postroom.mail.Scratch;
import org.postroom.outbound.OutboundQueue;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.FailingAddresses;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.TicketLists;
import org.postroom.ticket.TicketMoves;
import org.postroom.ticket.TicketStore;

/** Everything that is written when something is done to a ticket; all of it within one transaction. */
public record DeskStores(
        Ids ids,
        RawStore raws,
        TicketStore tickets,
        ArticleStore articles,
        HistoryStore history,
        ThreadIndex threads,
        FailingAddresses failing,
        Assigning assigning,
        Moving moving,
        OutboundQueue queue) {

    /** What it takes to let things go along from ticket to ticket. */
    public record Moving(TicketMoves tickets, ViewLinks links) {
        /** The stores in the database. */
        public static Moving jdbi() {
            return new Moving(TicketMoves.jdbi(), ViewLinks.jdbi(new SecureRandom()));
        }
    }

    /** What it takes to give out tickets. */
    public record Assigning(AvailabilityStore availability, TurnStore turns, TicketLists tickets) {
        /** The stores in the database. */
        public static Assigning jdbi() {
            return new Assigning(AvailabilityStore.jdbi(), TurnStore.jdbi(), TicketLists.jdbi());
        }
    }

    /**
     * The stores in the database; what is read from it is in memory.
     *
     * @param wake called after the commit of a transaction that queued mail, with its account
     */
    public static DeskStores jdbi(Ids ids, InstantSource clock, Consumer<SmtpAccountId> wake) {
        return jdbi(ids, Scratch.none(), clock, wake);
    }

    /**
     * The stores in the database.
     *
     * @param scratch where large mails lie that are read from it
     * @param wake called after the commit of a transaction that queued mail, with its account
     */
    public static DeskStores jdbi(Ids ids, Scratch scratch, InstantSource clock, Consumer<SmtpAccountId> wake) {
        RawStore raws = RawStore.jdbi(ids, scratch);
        return new DeskStores(
                ids,
                raws,
                TicketStore.jdbi(ids),
                ArticleStore.jdbi(ids),
                HistoryStore.jdbi(ids),
                ThreadIndex.jdbi(ids),
                FailingAddresses.jdbi(),
                Assigning.jdbi(),
                Moving.jdbi(),
                OutboundQueue.jdbi(ids, raws, clock, wake));
    }
}
