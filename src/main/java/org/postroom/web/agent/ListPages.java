package org.postroom.web.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.mail.Bytes;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Cursor;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketRow;
import org.postroom.ticket.TicketSlice;
import org.postroom.view.Meaning;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The list of tickets: filtered, sorted, page by page, and kept up to date while one looks. */
final class ListPages {
    private static final int ROWS = 50;

    private final Workroom room;

    ListPages(Workroom room) {
        this.room = room;
    }

    List<Route> routes() {
        Permission loggedIn = new Permission.LoggedIn();
        return List.of(
                Route.get("/", loggedIn, _ -> Reply.seeOther("/tickets")),
                Route.get("/tickets", loggedIn, this::list),
                Route.get("/rows", loggedIn, this::rows));
    }

    /**
     * A line of the list.
     *
     * @param state its word
     * @param marks what of it concerns the reader
     * @param mate who works on it; empty when nobody does
     */
    record Row(Ticket ticket, Marks marks, String who, String preview, String state, String place, String mate) {}

    /**
     * What of a ticket concerns the reader.
     *
     * @param news whether somebody did something to it since the reader looked
     * @param draft whether the reader has begun to write on it
     */
    record Marks(boolean news, boolean draft) {}

    private Reply list(Visit visit) {
        return room.read(transaction -> list(transaction, visit, ListQuery.of(visit.ask())));
    }

    private Reply rows(Visit visit) {
        return room.read(transaction -> rows(transaction, visit, ListQuery.of(visit.ask())));
    }

    /** The page of a list. */
    Reply list(Transaction transaction, Visit visit, ListQuery query) {
        Map<String, Object> model = new LinkedHashMap<>(model(transaction, visit, query));
        model.put("query", query);
        model.put("places", query.places(room.organisation().get(), room.policy(), visit.agent()));
        query.view().ifPresent(view -> {
            model.put("chips", criteria(visit).of(view.criteria()));
            model.put("keeps", room.policy().mayKeep(visit.agent(), view.audience()));
        });
        return room.look().page("tickets", visit, Frame.around(room, transaction, visit, query.section(), model));
    }

    /** The rows alone, for a list that is open already; nothing when they are as they were. */
    Reply rows(Transaction transaction, Visit visit, ListQuery query) {
        Map<String, Object> model = model(transaction, visit, query);
        boolean asBefore = visit.ask()
                .query("version")
                .filter(version -> version.equals(model.get("version")))
                .isPresent();
        return asBefore ? Reply.nothing() : room.look().page("rows", visit, model);
    }

    private CriteriaWords criteria(Visit visit) {
        return new CriteriaWords(names(visit), (key, arguments) -> room.look().text(visit, key, arguments));
    }

    private Names names(Visit visit) {
        return new Names(room.organisation().get(), room.look().text(visit, "list.unknown"));
    }

    private Map<String, Object> model(Transaction transaction, Visit visit, ListQuery query) {
        Names names = names(visit);
        Meaning meaning = Meaning.of(
                query.criteria(),
                visit.agent(),
                room.organisation().get(),
                room.clock().instant());
        TicketSlice slice = room.stores()
                .lists()
                .slice(
                        transaction,
                        meaning.reach(),
                        visit.agent().id(),
                        meaning.filter(),
                        meaning.order(),
                        query.after(),
                        ROWS);
        Set<TicketId> begun =
                room.stores().drafts().tickets(transaction, visit.agent().id());
        List<Row> rows = slice.rows().stream()
                .map(row -> row(
                        names,
                        row,
                        new Marks(row.news(), begun.contains(row.ticket().id()))))
                .toList();
        return Map.of(
                "rows",
                rows,
                "next",
                slice.next().map(Cursor::text).map(query::linkAfter),
                "unknown",
                criteria(visit).sentences(meaning.unknown()),
                "version",
                version(rows),
                "refresh",
                query.linkToRows());
    }

    private static Row row(Names names, TicketRow row, Marks marks) {
        Ticket ticket = row.ticket();
        return new Row(
                ticket,
                marks,
                ticket.customer().map(NamedAddress::label).orElseGet(names::unknown),
                row.preview(),
                ticket.state().word(),
                names.of(ticket.group()),
                ticket.assignee().map(names::of).orElse(""));
    }

    private static String version(List<Row> rows) {
        return Bytes.of(rows.toString()).sha256().substring(0, 16);
    }
}
