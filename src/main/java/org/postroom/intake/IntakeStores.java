package org.postroom.intake;

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

/** Everything that is written when a mail is settled; all of it within one transaction. */
public record IntakeStores(
        Ids ids,
        RawStore raws,
        Spool spool,
        TicketStore tickets,
        ArticleStore articles,
        HistoryStore history,
        ThreadIndex threads,
        FailingAddresses failing,
        HeldMailStore held,
        OutboundQueue queue) {

    /**
     * The stores in the database.
     *
     * @param wake called after the commit of a transaction that queued mail, with its account
     */
    public static IntakeStores jdbi(Ids ids, InstantSource clock, Consumer<SmtpAccountId> wake) {
        RawStore raws = RawStore.jdbi(ids);
        return new IntakeStores(
                ids,
                raws,
                Spool.jdbi(ids, raws),
                TicketStore.jdbi(ids),
                ArticleStore.jdbi(ids),
                HistoryStore.jdbi(ids),
                ThreadIndex.jdbi(ids),
                FailingAddresses.jdbi(),
                HeldMailStore.jdbi(),
                OutboundQueue.jdbi(ids, raws, clock, wake));
    }
}
