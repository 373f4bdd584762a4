package org.postroom.web.agent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.IdSyntax;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.Reach;
import org.postroom.ticket.Cursor;
import org.postroom.ticket.TicketOrder;
import org.postroom.view.Criteria;
import org.postroom.view.CriteriaText;
import org.postroom.view.Criterion;
import org.postroom.view.Key;
import org.postroom.view.View;
import org.postroom.web.Ask;

/**
 * What a list is asked to show, as it stands in its address. Whatever is not understood counts as not given.
 *
 * @param view the view that is looked at; empty: the fixed lists
 */
record ListQuery(Optional<View> view, Picks picks, Optional<Cursor> after) {
    private static final String SHARED = "shared";
    private static final Map<String, List<String>> STATES = Map.of(
            "active", List.of("active"),
            "waiting", List.of("waiting"),
            "open", List.of("active", "waiting"),
            "closed", List.of("closed", "locked"),
            "all", List.of());
    private static final Map<String, List<String>> PRIORITIES = Map.of(
            "raised", List.of("high", "urgent"),
            "urgent", List.of("urgent"),
            "high", List.of("high"),
            "normal", List.of("normal"),
            "low", List.of("low"));

    /** A department or group to choose. */
    record Place(String value, String name) {}

    /**
     * What is chosen above the list.
     *
     * @param place a department or {@code department/group}; empty: all
     * @param state active, waiting, open, closed or all
     * @param priority raised, which are high and urgent, or one of the four; empty: any
     * @param whose me, nobody, an agent's id, or empty: anyone's; shared: anyone's that other departments share with the
     *     agent's
     * @param sort changed, changed-first, opened, opened-first; empty: as the view or the text says
     * @param text searched for; criteria among it, as views have them, narrow the list
     */
    record Picks(String place, String state, String priority, String whose, String sort, String text) {}

    /** The fixed lists. */
    static ListQuery of(Ask ask) {
        String text = text(ask);
        Criteria typed = CriteriaText.read(text);
        String state = ask.query("state")
                .filter(STATES::containsKey)
                .filter(_ -> !typed.has(Key.STATUS))
                .orElse(text.isEmpty() ? "active" : "all");
        Picks picks = new Picks(
                ask.query("place").orElse(""),
                state,
                ask.query("priority").filter(PRIORITIES::containsKey).orElse(""),
                ask.query("whose").orElse(""),
                sort(ask),
                text);
        return new ListQuery(Optional.empty(), picks, Optional.empty()).at(ask);
    }

    /** A view; all that is chosen above it are words and the order. */
    static ListQuery of(View view, Ask ask) {
        Picks picks = new Picks("", "all", "", "", sort(ask), text(ask));
        return new ListQuery(Optional.of(view), picks, Optional.empty()).at(ask);
    }

    private static String text(Ask ask) {
        return ask.query("text").orElse("").strip();
    }

    private static String sort(Ask ask) {
        return ask.query("sort")
                .flatMap(TicketOrder::ofWord)
                .map(TicketOrder::word)
                .orElse("");
    }

    private ListQuery at(Ask ask) {
        return new ListQuery(view, picks, ask.query("after").flatMap(cursor -> Cursor.parse(cursor, order())));
    }

    /** All that is wanted of the tickets: by the view, by what is chosen, and by what is typed. */
    Criteria criteria() {
        List<Criterion> chosen = new ArrayList<>();
        values(STATES.getOrDefault(picks.state, List.of()), Key.STATUS).ifPresent(chosen::add);
        values(PRIORITIES.getOrDefault(picks.priority, List.of()), Key.PRIORITY).ifPresent(chosen::add);
        place().ifPresent(chosen::add);
        whose().ifPresent(chosen::add);
        return view.map(View::criteria)
                .orElse(Criteria.NONE)
                .and(new Criteria(chosen, "", TicketOrder.ofWord(picks.sort)))
                .and(CriteriaText.read(picks.text));
    }

    private static Optional<Criterion> values(List<String> values, Key key) {
        return values.isEmpty() ? Optional.empty() : Optional.of(new Criterion(key, values));
    }

    private Optional<Criterion> place() {
        Optional<Criterion> group = GroupId.parse(picks.place).map(id -> Criterion.of(Key.GROUP, id.toString()));
        return group.or(
                () -> Optional.of(picks.place).filter(IdSyntax::isValid).map(id -> Criterion.of(Key.DEPARTMENT, id)));
    }

    private Optional<Criterion> whose() {
        return picks.whose.equals(SHARED)
                ? Optional.of(Criterion.of(Key.SHARED_WITH, "me"))
                : Optional.of(picks.whose).filter(IdSyntax::isValid).map(id -> Criterion.of(Key.ASSIGNEE, id));
    }

    TicketOrder order() {
        return criteria().order().orElse(TicketOrder.CHANGED_LATEST);
    }

    /** Which part of the page this list is. */
    String section() {
        return view.map(kept -> "view-" + kept.id()).orElseGet(() -> switch (picks.whose) {
            case "me" -> "mine";
            case "nobody" -> "unassigned";
            case SHARED -> "shared";
            default -> "all";
        });
    }

    /** The address of the list. */
    String path() {
        return view.map(kept -> "/views/" + kept.id()).orElse("/tickets");
    }

    /** The address of this list. */
    String link() {
        return path() + "?" + fields(after.map(Cursor::text));
    }

    /** The address of the page behind a cursor. */
    String linkAfter(String cursor) {
        return path() + "?" + fields(Optional.of(cursor));
    }

    /** The address of this list's rows alone. */
    String linkToRows() {
        return (view.isPresent() ? path() : "") + "/rows?" + fields(after.map(Cursor::text));
    }

    /** The address where this list can be kept as a view. */
    String linkToKeep() {
        return "/views/new?criteria=" + encoded(CriteriaText.write(criteria()));
    }

    private String fields(Optional<String> cursor) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("place", picks.place);
        fields.put("state", picks.state);
        fields.put("priority", picks.priority);
        fields.put("whose", picks.whose);
        fields.put("sort", picks.sort);
        fields.put("text", picks.text);
        cursor.ifPresent(at -> fields.put("after", at));
        return fields.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The departments and groups within the list's reach. Shared tickets may lie anywhere; there is nothing to choose. */
    List<Place> places(Organisation organisation, Policy policy, Agent agent) {
        Reach reach = picks.whose.equals(SHARED) ? policy.sharesOf(agent) : policy.reachOf(agent);
        List<Place> places = new ArrayList<>();
        for (Department department : organisation.departments()) {
            boolean whole = reach.departments().contains(department.id());
            String name = organisation.nameOf(department);
            if (whole) {
                places.add(new Place(department.id().value(), name));
            }
            if (department.groups().size() > 1 || !whole) {
                department.groups().stream()
                        .map(Group::id)
                        .filter(group -> whole || reach.groups().contains(group))
                        .forEach(group -> places.add(new Place(group.toString(), name + " / " + group.name())));
            }
        }
        return places;
    }

    /** The groups of departments that take tickets, the departments in this order. */
    static Stream<Place> groups(Organisation organisation, Comparator<Department> order) {
        return organisation.departments().stream()
                .filter(Department::enabled)
                .sorted(order)
                .flatMap(department -> department.groups().stream()
                        .map(Group::id)
                        .map(group ->
                                new Place(group.toString(), organisation.nameOf(department) + " / " + group.name())));
    }
}
