package org.postroom.ticket;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.storage.Transaction;

/** Keeps into which tickets others were merged: always the last of a chain, so that one step leads there. */
final class JdbiMergeStore {
    private JdbiMergeStore() {}

    /** The ticket that one was merged into. */
    static Optional<TicketId> into(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT merged_into FROM ticket WHERE id = :id AND merged_into IS NOT NULL")
                .bind("id", ticket.value())
                .map((row, _) -> new TicketId(row.getLong("merged_into")))
                .findOne();
    }

    static List<TicketId> mergedInto(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT id FROM ticket WHERE merged_into = :id ORDER BY id")
                .bind("id", ticket.value())
                .map((row, _) -> new TicketId(row.getLong("id")))
                .list();
    }

    static void merge(Transaction transaction, TicketId from, TicketId into) {
        transaction
                .handle()
                .createUpdate("UPDATE ticket SET merged_into = :into WHERE id = :from OR merged_into = :from")
                .bind("from", from.value())
                .bind("into", into.value())
                .execute();
        addWords(transaction, from, into);
    }

    /** What the one was found by, the other is found by from now on: above all its number. */
    private static void addWords(Transaction transaction, TicketId from, TicketId into) {
        Set<String> words = new LinkedHashSet<>(words(transaction, from));
        words.removeAll(words(transaction, into));
        if (words.isEmpty()) {
            return;
        }
        JdbiWordStore.add(transaction, into, words);
        String before = transaction
                .handle()
                .createQuery("SELECT words FROM ticket WHERE id = :id")
                .bind("id", into.value())
                .mapTo(String.class)
                .one();
        transaction
                .handle()
                .createUpdate("UPDATE ticket SET words = :words WHERE id = :id")
                .bind("words", before + TicketWords.joined(words))
                .bind("id", into.value())
                .execute();
    }

    private static List<String> words(Transaction transaction, TicketId ticket) {
        return transaction
                .handle()
                .createQuery("SELECT word FROM ticket_word WHERE ticket_id = :id")
                .bind("id", ticket.value())
                .mapTo(String.class)
                .list();
    }
}
