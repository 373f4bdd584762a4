package org.postroom.ticket;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.ProductId;
import org.postroom.agent.Reach;
import org.postroom.storage.Transaction;

/** Lists tickets by pages, as the agents' page shows them. */
public interface TicketLists {
    /** The lists in the database. */
    static TicketLists jdbi() {
        return new JdbiTicketListStore(10_000);
    }

    /**
     * A page of the tickets that are within the reach and pass the filter.
     *
     * @param viewer whose looks at tickets are told in the rows
     * @param after the end of the page before; empty for the first
     * @param most rows, positive
     * @throws IllegalArgumentException when the cursor is of another order
     */
    TicketSlice slice(
            Transaction transaction,
            Reach reach,
            AgentId viewer,
            TicketFilter filter,
            TicketOrder order,
            Optional<Cursor> after,
            int most);

    /** How many tickets are within the reach and pass the filter; the cap when they are that many or more. */
    int count(Transaction transaction, Reach reach, TicketFilter filter, int cap);

    /** How many active tickets each department has; departments without any are left out. */
    Map<DepartmentId, Integer> activePerDepartment(Transaction transaction);

    /** How many tickets each department has that is not among these; departments without any are left out. */
    Map<DepartmentId, Long> beside(Transaction transaction, Set<DepartmentId> known);

    /** Tickets of a department in the order of their ids: the first behind this one; from the very first, where it is empty. */
    List<Ticket> ofDepartment(Transaction transaction, DepartmentId department, Optional<TicketId> after, int most);

    /** How many tickets there are by department and product, in the order of their ids; reads one line for each ticket. */
    List<ProductCount> perProduct(Transaction transaction);

    /** How many tickets of a department are about a product; each number is the cap when they are that many or more. */
    ProductCount ofProduct(Transaction transaction, DepartmentId department, ProductId product, int cap);

    /** How many active tickets each of these agents has, wherever they lie; reads a stretch of an index for each and each group. */
    Map<AgentId, Integer> activeOf(Transaction transaction, Collection<AgentId> agents);
}
