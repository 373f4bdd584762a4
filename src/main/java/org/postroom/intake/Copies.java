package org.postroom.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.Bytes;
import org.postroom.mail.MessageId;
import org.postroom.storage.Dialect;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/**
 * The copies of one mail that went to several departments. Whichever nodes settle them, one after the other does, so that the later
 * one sees the ticket of the earlier.
 */
final class Copies {
    private final ThreadIndex threads;
    private final SendBudget budget;
    private final InstantSource clock;

    Copies(ThreadIndex threads, SendBudget budget, InstantSource clock) {
        this.threads = threads;
        this.budget = budget;
        this.clock = clock;
    }

    /** What all copies of the mail with this Message-ID have in common. */
    static String of(MessageId id) {
        return Bytes.of(id.value()).sha256();
    }

    /** The tickets that the mail is on already, the latest first. */
    List<TicketId> ticketsOf(Transaction transaction, MessageId id) {
        takeTurns(transaction, Stream.of(of(id)));
        return threads.ticketsOf(transaction, List.of(id)).getOrDefault(id, List.of());
    }

    /** Waits for whoever settles copies of these at this moment, and has others wait until the transaction ends. */
    void takeTurns(Transaction transaction, Stream<String> mails) {
        // An embedded database lets one writer in at a time anyway
        if (transaction.dialect() == Dialect.MARIADB) {
            mails.distinct()
                    .sorted()
                    .forEach(mail -> budget.take(transaction, List.of(Limit.ofCopies(mail)), clock.instant()));
        }
    }
}
