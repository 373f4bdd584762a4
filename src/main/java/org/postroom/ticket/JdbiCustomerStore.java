package org.postroom.ticket;

import java.util.Set;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;

/** Whose a ticket is, of which that was not known when it was opened. */
final class JdbiCustomerStore {
    private JdbiCustomerStore() {}

    /** Stores it, with the words by which the ticket is found from then on. */
    static void name(Transaction transaction, Ticket ticket) {
        NamedAddress customer = ticket.customer().orElseThrow();
        Set<String> words = TicketWords.of(ticket);
        JdbiWordStore.remove(transaction, ticket.id());
        transaction
                .handle()
                .createUpdate("UPDATE ticket SET customer_key = :key, customer_address = :address,"
                        + " customer_name = :name, words = :words WHERE id = :id")
                .bind("key", customer.address().key())
                .bind("address", customer.address().value())
                .bind("name", customer.name())
                .bind("words", TicketWords.joined(words))
                .bind("id", ticket.id().value())
                .execute();
        JdbiWordStore.add(transaction, ticket.id(), words);
    }
}
