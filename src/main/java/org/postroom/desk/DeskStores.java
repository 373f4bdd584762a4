package org.postroom.desk;

import java.time.InstantSource;
import java.util.function.Consumer;
import org.postroom.agent.SmtpAccountId;
import org.postroom.conversation.ThreadIndex;
import org.postroom.outbound.OutboundQueue;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.FailingAddresses;
import org.postroom.ticket.HistoryStore;
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
        OutboundQueue queue) {

    /**
     * The stores in the database.
     *
     * @param wake called after the commit of a transaction that queued mail, with its account
     */
    public static DeskStores jdbi(Ids ids, InstantSource clock, Consumer<SmtpAccountId> wake) {
        RawStore raws = RawStore.jdbi(ids);
        return new DeskStores(
                ids,
                raws,
                TicketStore.jdbi(ids),
                ArticleStore.jdbi(ids),
                HistoryStore.jdbi(ids),
                ThreadIndex.jdbi(ids),
                FailingAddresses.jdbi(),
                OutboundQueue.jdbi(ids, raws, clock, wake));
    }
}
