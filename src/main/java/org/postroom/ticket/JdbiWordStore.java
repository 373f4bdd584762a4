package org.postroom.ticket;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.statement.Update;
import org.postroom.storage.Transaction;

/** Keeps which words tickets are found by. They change once at most, when it is said whose the ticket is: number, subject and customer do not. */
final class JdbiWordStore {
    /** No word is above it that begins as what stands before it. */
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private JdbiWordStore() {}

    static void add(Transaction transaction, TicketId ticket, Collection<String> words) {
        String rows = String.join(", ", Collections.nCopies(words.size(), "(?, ?)"));
        Update insert = transaction.handle().createUpdate("INSERT INTO ticket_word (word, ticket_id) VALUES " + rows);
        int position = 0;
        for (String word : words) {
            insert.bind(position++, word).bind(position++, ticket.value());
        }
        insert.execute();
    }

    /** Removes all of a ticket, which the ticket itself names. */
    static void remove(Transaction transaction, TicketId ticket) {
        List<String> words = transaction
                .handle()
                .createQuery("SELECT words FROM ticket WHERE id = :ticket")
                .bind("ticket", ticket.value())
                .mapTo(String.class)
                .findOne()
                .map(all -> all.lines().filter(word -> !word.isEmpty()).toList())
                .orElse(List.of());
        if (!words.isEmpty()) {
            transaction
                    .handle()
                    .createUpdate("DELETE FROM ticket_word WHERE ticket_id = :ticket AND word IN (<words>)")
                    .bind("ticket", ticket.value())
                    .bindList("words", words)
                    .execute();
        }
    }

    /** The beginning of a word that the fewest tickets have, as far as they are counted. */
    static Rarest rarest(Transaction transaction, List<String> beginnings, int cap) {
        return beginnings.stream()
                .map(beginning -> new Rarest(beginning, count(transaction, beginning, cap)))
                .min(Comparator.comparingInt(Rarest::tickets))
                .orElseThrow();
    }

    record Rarest(String beginning, int tickets) {}

    private static int count(Transaction transaction, String beginning, int cap) {
        return transaction
                .handle()
                .createQuery("SELECT COUNT(*) FROM (SELECT 1 AS one FROM ticket_word"
                        + " WHERE word >= ? AND word < ? LIMIT ?) AS found")
                .bind(0, beginning)
                .bind(1, end(beginning))
                .bind(2, cap)
                .mapTo(Integer.class)
                .one();
    }

    /** Above all words that begin so. */
    static String end(String beginning) {
        return beginning + LAST;
    }
}
