package org.postroom.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;

/** Writes the statements that find which tickets are in a list. */
final class ListSql {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private ListSql() {}

    /** The first entries behind the page's cursor of some cells, in no order: one range of an index for each. */
    static ListSql entries(List<ListCell> cells, int from, int end, ListPage page) {
        ListSql all = new ListSql();
        String time = page.order().column();
        String direction = page.order().latestFirst() ? " DESC" : "";
        for (int cell = from; cell < end; cell++) {
            all.next("SELECT " + cell + " AS cell, id, at FROM (SELECT id, " + time + " AS at FROM ticket WHERE ");
            all.within(cells.get(cell));
            all.behind(page);
            all.add(" ORDER BY " + time + direction + ", id" + direction + " LIMIT ?) AS part", page.most());
        }
        return all;
    }

    /** How many tickets each cell has, none counted beyond the cap. */
    static ListSql counts(List<ListCell> cells, int cap) {
        ListSql all = new ListSql();
        for (ListCell cell : cells) {
            all.next("SELECT COUNT(*) AS n FROM (SELECT 1 AS one FROM ticket WHERE ");
            all.within(cell);
            all.add(" LIMIT ?) AS part", cap);
        }
        return all;
    }

    /** The page's entries among the tickets that have a word which begins so, and the other words wanted. */
    static ListSql entriesWith(String beginning, List<String> wanted, List<ListCell> cells, ListPage page) {
        ListSql all = new ListSql();
        String time = page.order().column();
        String direction = page.order().latestFirst() ? " DESC" : "";
        all.sql.append("SELECT DISTINCT 0 AS cell, id, ").append(time).append(" AS at");
        all.withWords(beginning, wanted, cells);
        all.behind(page);
        all.add(" ORDER BY " + time + direction + ", id" + direction + " LIMIT ?", page.most());
        return all;
    }

    /** How many tickets have a word which begins so, and the other words wanted; none counted beyond the cap. */
    static ListSql countWith(String beginning, List<String> wanted, List<ListCell> cells, int cap) {
        ListSql all = new ListSql();
        all.sql.append("SELECT COUNT(*) AS n FROM (SELECT DISTINCT id");
        all.withWords(beginning, wanted, cells);
        all.add(" LIMIT ?) AS found", cap);
        return all;
    }

    /** Those of these tickets that have all words wanted. */
    static ListSql having(List<String> wanted, List<Long> tickets) {
        ListSql all = new ListSql();
        all.sql
                .append("SELECT id FROM ticket WHERE id IN (")
                .append(tickets.stream().map(_ -> "?").collect(Collectors.joining(", ")))
                .append(')');
        all.parameters.addAll(tickets);
        all.saying(wanted);
        return all;
    }

    String sql() {
        return sql.toString();
    }

    /** In the order of the question marks. */
    List<Object> parameters() {
        return parameters;
    }

    private void next(String select) {
        sql.append(sql.isEmpty() ? "" : " UNION ALL ").append(select);
    }

    private void withWords(String beginning, List<String> wanted, List<ListCell> cells) {
        add(" FROM ticket_word JOIN ticket ON id = ticket_id WHERE word >= ?", beginning);
        add(" AND word < ?", JdbiWordStore.end(beginning));
        saying(wanted.stream().filter(word -> !word.equals(beginning)).toList());
        withinAny(cells);
    }

    private void saying(List<String> beginnings) {
        beginnings.forEach(beginning -> add(" AND INSTR(words, ?) > 0", TicketWords.marked(beginning)));
    }

    private void within(ListCell cell) {
        place(cell);
        add(" AND state = ?", cell.state().word());
        whose(cell.whose());
        cell.open().forEach(this::holds);
    }

    private void place(ListCell cell) {
        switch (cell.place()) {
            case ListCell.Place.In(GroupId group) -> in(group);
            case ListCell.Place.OneOf(List<GroupId> groups) -> oneOf(groups, this::inWithoutIndex);
            case ListCell.Place.SharedWith(Set<DepartmentId> departments) -> sharedWith(departments);
        }
    }

    private void in(GroupId group) {
        add("department = ?", group.department().value());
        add(" AND group_name = ?", group.name());
    }

    /** COALESCE keeps the engines from an index of the place. */
    private void inWithoutIndex(GroupId group) {
        add("COALESCE(department, '') = ?", group.department().value());
        add(" AND group_name = ?", group.name());
    }

    private void sharedWith(Set<DepartmentId> departments) {
        sql.append("id IN (SELECT share.ticket_id FROM ticket_share share WHERE share.department");
        among(departments.stream().map(DepartmentId::value).toList());
        sql.append(')');
    }

    private void holds(Condition condition) {
        sql.append(" AND ");
        switch (condition) {
            case Condition.Nothing() -> sql.append("1 = 0");
            case Condition.InDepartments(Set<DepartmentId> any) -> {
                sql.append("department");
                among(any.stream().map(DepartmentId::value).toList());
            }
            case Condition.InGroups(Set<GroupId> any) -> oneOf(any.stream().toList(), this::in);
            case Condition.About(Set<Optional<ProductId>> any) ->
                oneOf(any.stream().toList(), this::about);
            case Condition.Prioritised(Set<Priority> any) -> {
                sql.append("priority");
                among(any.stream().map(Priority::stored).toList());
            }
            case Condition.SharedWith(Set<DepartmentId> any) -> sharedWith(any);
            case Condition.SharedOn() -> sql.append("id IN (SELECT share.ticket_id FROM ticket_share share)");
            case Condition.Opened(Condition.Side side, Instant at) -> side(" opened_at", side, at);
            case Condition.Changed(Condition.Side side, Instant at) -> side(" changed_at", side, at);
        }
    }

    private void about(Optional<ProductId> product) {
        product.ifPresentOrElse(id -> add("product = ?", id.value()), () -> sql.append("product IS NULL"));
    }

    private void side(String column, Condition.Side side, Instant at) {
        String comparison = switch (side) {
            case BEFORE -> " < ?";
            case SINCE -> " >= ?";
        };
        add(column + comparison, at.toEpochMilli());
    }

    /** Whether what stands before is one of these. */
    private void among(List<?> values) {
        String next = " IN (";
        for (Object value : values) {
            add(next + "?", value);
            next = ", ";
        }
        sql.append(')');
    }

    /** Whether one of these holds. */
    private <T> void oneOf(List<T> all, Consumer<T> holds) {
        String next = "((";
        for (T one : all) {
            sql.append(next);
            holds.accept(one);
            next = ") OR (";
        }
        sql.append("))");
    }

    /** For tickets that were found otherwise: no index is asked for. Every group is there in every state. */
    private void withinAny(List<ListCell> cells) {
        TicketState first = cells.getFirst().state();
        sql.append(" AND state");
        among(cells.stream()
                .map(ListCell::state)
                .distinct()
                .map(TicketState::word)
                .toList());
        String next = " AND (";
        for (ListCell cell :
                cells.stream().filter(each -> each.state() == first).toList()) {
            sql.append(next);
            place(cell);
            whose(cell.whose());
            next = " OR ";
        }
        sql.append(')');
        cells.getFirst().conditions().forEach(this::holds);
    }

    private void whose(Whose whose) {
        switch (whose) {
            case Whose.Anyone _ -> {}
            case Whose.Nobody _ -> sql.append(" AND assignee IS NULL");
            case Whose.Of(AgentId agent) -> add(" AND assignee = ?", agent.value());
        }
    }

    /** The first comparison is the index's range; the rest only matters to tickets of the same millisecond. */
    private void behind(ListPage page) {
        page.after().ifPresent(cursor -> {
            String time = cursor.order().column();
            String beyond = cursor.order().latestFirst() ? " <" : " >";
            add(" AND " + time + beyond + "= ?", cursor.at().toEpochMilli());
            add(" AND (" + time + beyond + " ?", cursor.at().toEpochMilli());
            add(" OR id" + beyond + " ?)", cursor.ticket().value());
        });
    }

    private void add(String text, Object parameter) {
        sql.append(text);
        parameters.add(parameter);
    }
}
