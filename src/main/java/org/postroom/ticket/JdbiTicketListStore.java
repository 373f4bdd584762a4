package org.postroom.ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.agent.Reach;
import org.postroom.storage.Transaction;

final class JdbiTicketListStore implements TicketLists {
    /** Enough of a mail to find the new text in it, for as good as all mails. */
    private static final int BEGINNING = 4_000;

    private final int few;

    /** @param few so many tickets that have a word are looked at in less time than a list would be read */
    JdbiTicketListStore(int few) {
        this.few = few;
    }

    private record Seen(Ticket ticket, Optional<Instant> at) {}

    @Override
    public TicketSlice slice(
            Transaction transaction,
            Reach reach,
            AgentId viewer,
            TicketFilter filter,
            TicketOrder order,
            Optional<Cursor> after,
            int most) {
        // One more than shown tells whether there is another page
        ListPage page = new ListPage(order, after, Math.addExact(most, 1));
        List<ListEntry> entries = found(transaction, reach, filter).entries(page);
        List<ListEntry> shown = entries.subList(0, Math.min(most, entries.size()));
        Optional<Cursor> next = Optional.of(shown)
                .filter(list -> list.size() < entries.size())
                .map(List::getLast)
                .map(last -> new Cursor(order, last.at(), last.id()));
        return new TicketSlice(rows(transaction, shown, viewer), next);
    }

    @Override
    public int count(Transaction transaction, Reach reach, TicketFilter filter, int cap) {
        return found(transaction, reach, filter).count(cap);
    }

    private JdbiListEntryStore found(Transaction transaction, Reach reach, TicketFilter filter) {
        List<ListCell> cells = ListCell.of(JdbiPlaceStore.all(transaction), reach, filter);
        return new JdbiListEntryStore(transaction, cells, TicketWords.wanted(filter), few);
    }

    @Override
    public Map<DepartmentId, Integer> activePerDepartment(Transaction transaction) {
        // A count for each group is a range of an index; a join might be begun at the tickets, and read them all
        return transaction
                .handle()
                .createQuery(
                        "SELECT department, (SELECT COUNT(*) FROM ticket WHERE ticket.department = place.department"
                                + " AND ticket.group_name = place.group_name AND ticket.state = 'active') AS active"
                                + " FROM ticket_place place")
                .map((row, _) -> Map.entry(new DepartmentId(row.getString("department")), row.getInt("active")))
                .stream()
                .filter(group -> group.getValue() > 0)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, Integer::sum));
    }

    @Override
    public Map<DepartmentId, Long> beside(Transaction transaction, Set<DepartmentId> known) {
        return JdbiPlaceStore.all(transaction).stream()
                .map(GroupId::department)
                .distinct()
                .filter(department -> !known.contains(department))
                .map(department -> Map.entry(department, count(transaction, department)))
                .filter(counted -> counted.getValue() > 0)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static long count(Transaction transaction, DepartmentId department) {
        return transaction
                .handle()
                .createQuery("SELECT COUNT(*) FROM ticket WHERE department = :department")
                .bind("department", department.value())
                .mapTo(Long.class)
                .one();
    }

    @Override
    public List<Ticket> ofDepartment(
            Transaction transaction, DepartmentId department, Optional<TicketId> after, int most) {
        // COALESCE keeps the engines from an index by department, all of whose tickets they would sort each time
        return transaction
                .handle()
                .createQuery("SELECT " + JdbiTicketStore.COLUMNS + " FROM ticket WHERE id > :after"
                        + " AND COALESCE(department, '') = :department ORDER BY id LIMIT :most")
                .bind("after", after.map(TicketId::value).orElse(0L))
                .bind("department", department.value())
                .bind("most", most)
                .map((row, _) -> JdbiTicketStore.ticket(row))
                .list();
    }

    @Override
    public List<ProductCount> perProduct(Transaction transaction) {
        return JdbiProductCountStore.all(transaction);
    }

    @Override
    public ProductCount ofProduct(Transaction transaction, DepartmentId department, ProductId product, int cap) {
        return JdbiProductCountStore.of(transaction, department, product, cap);
    }

    @Override
    public Map<AgentId, Integer> activeOf(Transaction transaction, Collection<AgentId> agents) {
        List<GroupId> places = JdbiPlaceStore.all(transaction);
        return agents.stream()
                .distinct()
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), agent -> activeOf(transaction, places, agent)));
    }

    private int activeOf(Transaction transaction, List<GroupId> places, AgentId agent) {
        List<ListCell> cells = places.stream()
                .map(place ->
                        new ListCell(new ListCell.Place.In(place), TicketState.ACTIVE, new Whose.Of(agent), List.of()))
                .toList();
        return new JdbiListEntryStore(transaction, cells, List.of(), few).count(Integer.MAX_VALUE);
    }

    private static List<TicketRow> rows(Transaction transaction, List<ListEntry> entries, AgentId viewer) {
        if (entries.isEmpty()) {
            return List.of();
        }
        List<Long> ids = entries.stream().map(entry -> entry.id().value()).toList();
        Map<TicketId, Seen> tickets = tickets(transaction, ids, viewer);
        Map<TicketId, String> previews = previews(transaction, ids);
        return entries.stream()
                .map(ListEntry::id)
                .map(tickets::get)
                .filter(Objects::nonNull)
                .map(seen -> new TicketRow(
                        seen.ticket(),
                        seen.at(),
                        previews.getOrDefault(seen.ticket().id(), "")))
                .toList();
    }

    private static Map<TicketId, Seen> tickets(Transaction transaction, List<Long> ids, AgentId viewer) {
        return transaction
                .handle()
                .createQuery("SELECT " + JdbiTicketStore.COLUMNS + ", seen_at FROM ticket"
                        + " LEFT JOIN ticket_seen ON ticket_id = id AND agent = :viewer WHERE id IN (<ids>)")
                .bind("viewer", viewer.value())
                .bindList("ids", ids)
                .map((row, _) -> {
                    long at = row.getLong("seen_at");
                    Optional<Instant> seen = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
                    return new Seen(JdbiTicketStore.ticket(row), seen);
                })
                .collect(Collectors.toMap(seen -> seen.ticket().id(), Function.identity()));
    }

    private static Map<TicketId, String> previews(Transaction transaction, List<Long> ids) {
        return transaction
                .handle()
                .createQuery("SELECT article.ticket_id, SUBSTR(body, 1, :beginning) AS beginning"
                        + " FROM (SELECT MAX(id) AS id FROM article WHERE ticket_id IN (<ids>)"
                        + " AND kind NOT IN ('auto_response', 'held_mail') GROUP BY ticket_id) latest"
                        + " JOIN article ON article.id = latest.id")
                .bind("beginning", BEGINNING)
                .bindList("ids", ids)
                .map((row, _) ->
                        Map.entry(new TicketId(row.getLong("ticket_id")), Preview.of(row.getString("beginning"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
