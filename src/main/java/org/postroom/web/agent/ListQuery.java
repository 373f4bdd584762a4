package org.postroom.web.agent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.IdSyntax;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.Reach;
import org.postroom.ticket.Condition;
import org.postroom.ticket.Cursor;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketFilter;
import org.postroom.ticket.TicketOrder;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Whose;
import org.postroom.web.Ask;

/**
 * What a list is asked to show, as it stands in its address. Whatever is not understood counts as not given.
 *
 * @param place a department or {@code department/group}; empty: all
 * @param state active, waiting, open, closed or all
 * @param priority raised, which are high and urgent, or one of the four; empty: any
 * @param whose me, nobody, an agent's id, or empty: anyone's; shared: anyone's that other departments share with the agent's
 * @param sort changed, changed-first, opened, opened-first
 * @param text searched for
 */
record ListQuery(
        String place,
        String state,
        String priority,
        String whose,
        String sort,
        String text,
        Optional<Cursor> after,
        AgentId me) {
    private static final String SHARED = "shared";
    private static final Map<String, Set<TicketState>> STATES = Map.of(
            "active", Set.of(TicketState.ACTIVE),
            "waiting", Set.of(TicketState.WAITING),
            "open", Set.of(TicketState.ACTIVE, TicketState.WAITING),
            "closed", Set.of(TicketState.CLOSED, TicketState.LOCKED),
            "all", Set.of());
    private static final Map<String, TicketOrder> ORDERS = Map.of(
            "changed", TicketOrder.CHANGED_LATEST,
            "changed-first", TicketOrder.CHANGED_EARLIEST,
            "opened", TicketOrder.OPENED_LATEST,
            "opened-first", TicketOrder.OPENED_EARLIEST);

    private static final Map<String, Set<Priority>> PRIORITIES = Map.of(
            "raised", Set.of(Priority.HIGH, Priority.URGENT),
            "urgent", Set.of(Priority.URGENT),
            "high", Set.of(Priority.HIGH),
            "normal", Set.of(Priority.NORMAL),
            "low", Set.of(Priority.LOW));

    /** A department or group to choose. */
    record Place(String value, String name) {}

    static ListQuery of(Ask ask, AgentId me) {
        String text = ask.query("text").orElse("").strip();
        String state = ask.query("state").filter(STATES::containsKey).orElse(text.isEmpty() ? "active" : "all");
        String sort = ask.query("sort").filter(ORDERS::containsKey).orElse("changed");
        Optional<Cursor> after = ask.query("after")
                .flatMap(cursor -> Cursor.parse(cursor, ORDERS.getOrDefault(sort, TicketOrder.CHANGED_LATEST)));
        return new ListQuery(
                ask.query("place").orElse(""),
                state,
                ask.query("priority").filter(PRIORITIES::containsKey).orElse(""),
                ask.query("whose").orElse(""),
                sort,
                text,
                after,
                me);
    }

    TicketOrder order() {
        return ORDERS.getOrDefault(sort, TicketOrder.CHANGED_LATEST);
    }

    TicketFilter filter() {
        Optional<GroupId> group = GroupId.parse(place);
        Optional<DepartmentId> department = group.map(GroupId::department)
                .or(() -> Optional.of(place).filter(IdSyntax::isValid).map(DepartmentId::new));
        List<Condition> conditions = Optional.ofNullable(PRIORITIES.get(priority)).stream()
                .<Condition>map(Condition.Prioritised::new)
                .toList();
        return new TicketFilter(department, group, STATES.getOrDefault(state, Set.of()), whose(me), text, conditions);
    }

    /** What the list may hold of what there is. */
    Reach reach(Policy policy, Agent agent) {
        return whose.equals(SHARED) ? policy.sharesOf(agent) : policy.reachOf(agent);
    }

    private Whose whose(AgentId viewer) {
        return switch (whose) {
            case "", SHARED -> new Whose.Anyone();
            case "me" -> new Whose.Of(viewer);
            case "nobody" -> new Whose.Nobody();
            default -> IdSyntax.isValid(whose) ? new Whose.Of(new AgentId(whose)) : new Whose.Anyone();
        };
    }

    /** Which part of the page this list is. */
    String section() {
        return switch (whose) {
            case "me" -> "mine";
            case "nobody" -> "unassigned";
            case SHARED -> "shared";
            default -> "all";
        };
    }

    /** Whether more is narrowed than what the section says. */
    boolean narrowed() {
        return !place.isEmpty() || !text.isEmpty() || !priority.isEmpty() || !state.equals("active");
    }

    /** The address of this list. */
    String link() {
        return "/tickets?" + fields(after.map(Cursor::text));
    }

    /** The address of the page behind a cursor. */
    String linkAfter(String cursor) {
        return "/tickets?" + fields(Optional.of(cursor));
    }

    /** The address of this list's rows alone. */
    String linkToRows() {
        return "/rows?" + fields(after.map(Cursor::text));
    }

    private String fields(Optional<String> cursor) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("place", place);
        fields.put("state", state);
        fields.put("priority", priority);
        fields.put("whose", whose);
        fields.put("sort", sort);
        fields.put("text", text);
        cursor.ifPresent(at -> fields.put("after", at));
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The departments and groups within the list's reach. Shared tickets may lie anywhere; there is nothing to choose. */
    List<Place> places(Organisation organisation, Policy policy, Agent agent) {
        Reach reach = reach(policy, agent);
        List<Place> places = new ArrayList<>();
        for (Department department : organisation.departments()) {
            boolean whole = reach.departments().contains(department.id());
            if (whole) {
                places.add(new Place(department.id().value(), department.name()));
            }
            if (department.groups().size() > 1 || !whole) {
                department.groups().stream()
                        .map(Group::id)
                        .filter(group -> whole || reach.groups().contains(group))
                        .forEach(group ->
                                places.add(new Place(group.toString(), department.name() + " / " + group.name())));
            }
        }
        return places;
    }

    /** The groups of departments that take tickets. */
    static Stream<Place> groups(Stream<Department> departments) {
        return departments
                .filter(Department::enabled)
                .flatMap(department -> department.groups().stream()
                        .map(Group::id)
                        .map(group -> new Place(group.toString(), department.name() + " / " + group.name())));
    }
}
