package org.postroom.ticket;

import java.util.Collection;
import org.postroom.storage.Transaction;

final class JdbiTicketCounterStore implements TicketCounters {
    @Override
    public void leaveOut(Transaction transaction, Collection<String> prefixes, long numbers) {
        prefixes.forEach(prefix -> transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("INSERT INTO ticket_counter (prefix, next_no) VALUES (:prefix, :next)")
                .bind("prefix", prefix)
                .bind("next", TicketNumber.FIRST)
                .execute()));
        transaction
                .handle()
                .createUpdate("UPDATE ticket_counter SET next_no = next_no + :numbers")
                .bind("numbers", numbers)
                .execute();
    }
}
