package org.postroom.desk;

import java.util.List;
import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.ProductId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketLists;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;

/**
 * Hands a given-up department's tickets over to another, some in each transaction: broken off and begun again, it goes on with
 * those that are left. Customers' threads stay as they are; nobody is told by mail.
 */
public final class Retirement {
    private static final By OPERATOR = By.postroom(Way.CLI);

    private final Organisation organisation;
    private final TicketLists lists;
    private final TicketStore tickets;
    private final TicketDesk desk;

    public Retirement(Organisation organisation, TicketLists lists, TicketStore tickets, TicketDesk desk) {
        this.organisation = organisation;
        this.lists = lists;
        this.tickets = tickets;
        this.desk = desk;
    }

    /**
     * Hands over the next tickets.
     *
     * @param after the last one that was handed over before; empty at first
     * @return those that were looked at, in the order of their ids; none when there are no more
     */
    public List<TicketId> handOver(
            Transaction transaction, DepartmentId from, GroupId to, Optional<TicketId> after, int most) {
        List<TicketId> next = lists.ofDepartment(transaction, from, after, most).stream()
                .map(Ticket::id)
                .toList();
        next.forEach(id -> tickets.lock(transaction, id)
                .filter(ticket -> ticket.department().equals(from))
                .ifPresent(ticket -> handOver(transaction, ticket, to)));
        return next;
    }

    private void handOver(Transaction transaction, Ticket ticket, GroupId to) {
        Optional<ProductId> product = ticket.product()
                .filter(id -> organisation
                        .product(id)
                        .filter(known -> known.isOffered(to.department()))
                        .isPresent());
        desk.apply(transaction, ticket.id(), new TicketEvent.HandedOver(OPERATOR, ticket.group(), to, product));
    }
}
