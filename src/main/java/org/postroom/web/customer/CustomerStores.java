package org.postroom.web.customer;

import org.postroom.conversation.ViewLinks;
import org.postroom.desk.DeskStores;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.TicketStore;
import org.postroom.web.SentForms;

/** Where the customer's page reads, and what it keeps. */
public record CustomerStores(TicketStore tickets, ArticleStore articles, ViewLinks links, SentForms forms) {
    /** The stores in the database. */
    public static CustomerStores jdbi(DeskStores desk, ViewLinks links) {
        return new CustomerStores(desk.tickets(), desk.articles(), links, SentForms.jdbi());
    }
}
