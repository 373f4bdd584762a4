package org.postroom.web.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.postroom.agent.DepartmentId;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.storage.Transaction;
import org.postroom.storm.Storm;
import org.postroom.storm.StormId;
import org.postroom.storm.StormRelease;
import org.postroom.storm.StormRelease.Choice;
import org.postroom.storm.StormStore;
import org.postroom.storm.WithheldAnswer;
import org.postroom.ticket.Ticket;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/**
 * Storms that concern the departments one looks after: what holds automatic answers back, since when, which ones, and letting them
 * go. A storm of one department is ended by whoever looks after it, any other by administrators.
 */
final class StormPages {
    private static final int CONFLICT = 409;
    private static final int BAD_REQUEST = 400;
    private static final int ROWS = 100;

    private final Workroom room;

    StormPages(Workroom room) {
        this.room = room;
    }

    List<Route> routes() {
        Permission running = new Permission.Running();
        return List.of(
                Route.get("/storms", running, this::list),
                Route.get("/storms/{id}", running, visit -> show(visit, 200, "")),
                Route.post("/storms/{id}/release", running, this::release));
    }

    /** The storms that a line tells the visitor of, latest first. */
    static List<Storm> loud(Workroom room, Transaction transaction, Visit visit) {
        return open(room, transaction, visit).stream().filter(Storm::isLoud).toList();
    }

    private static List<Storm> open(Workroom room, Transaction transaction, Visit visit) {
        return concerning(room, transaction, visit, storms(room).open(transaction, ROWS));
    }

    private static List<Storm> concerning(Workroom room, Transaction transaction, Visit visit, List<Storm> storms) {
        Running running = Running.of(room, visit);
        return storms.stream()
                .filter(storm -> concerns(room, transaction, running, storm))
                .toList();
    }

    private static boolean concerns(Workroom room, Transaction transaction, Running running, Storm storm) {
        return running.departments()
                .map(theirs -> storms(room).concerns(transaction, storm.id(), theirs))
                .orElse(true);
    }

    private static StormStore storms(Workroom room) {
        return room.stores().mail().storms();
    }

    /**
     * A storm as it is shown.
     *
     * @param about which address, domain or department, as people call it
     */
    record Row(Storm storm, String about, boolean mayRelease) {
        public String kind() {
            return storm.breaker().kind().word();
        }

        public long minutes() {
            return storm.breaker().window().toMinutes();
        }
    }

    /** An answer that was held back. */
    record Held(WithheldAnswer answer, Optional<Ticket> ticket, String department) {}

    private Row row(Running running, Storm storm) {
        boolean ofDepartment = storm.breaker().kind() == Limit.Kind.DEPARTMENT;
        String about = storm.breaker().about();
        return new Row(
                storm,
                ofDepartment ? running.name(new DepartmentId(about)) : about,
                running.agent().admin() || ofDepartment && running.mayRun(new DepartmentId(about)));
    }

    private Reply list(Visit visit) {
        Running running = Running.of(room, visit);
        return room.read(transaction -> {
            Map<String, Object> model = Map.of(
                    "open",
                    open(room, transaction, visit).stream()
                            .map(storm -> row(running, storm))
                            .toList(),
                    "over",
                    concerning(room, transaction, visit, storms(room).over(transaction, ROWS)).stream()
                            .map(storm -> row(running, storm))
                            .toList());
            return room.look().page("storms", visit, Frame.around(room, transaction, visit, "storms", model));
        });
    }

    /** @param fault why what was asked for was not done; may be empty */
    private Reply show(Visit visit, int status, String fault) {
        Optional<String> page =
                room.read(transaction -> find(transaction, visit).map(storm -> page(transaction, visit, storm, fault)));
        return page.map(html -> Reply.html(status, html))
                .orElseGet(() -> room.errors().of(404, visit));
    }

    private String page(Transaction transaction, Visit visit, Storm storm, String fault) {
        Running running = Running.of(room, visit);
        List<WithheldAnswer> some =
                storms(room).withheld(transaction, storm.id(), running.departments(), after(visit), ROWS + 1);
        List<WithheldAnswer> shown = some.stream().limit(ROWS).toList();
        Map<String, Object> model = new HashMap<>();
        model.put("row", row(running, storm));
        model.put(
                "answers",
                shown.stream().map(answer -> held(transaction, running, answer)).toList());
        model.put(
                "next",
                some.size() > ROWS
                        ? "/storms/" + storm.id() + "?after=" + shown.getLast().id()
                        : "");
        model.put("fault", fault);
        return room.look().render("storm", visit, Frame.around(room, transaction, visit, "storms", model));
    }

    private static long after(Visit visit) {
        return visit.ask()
                .query("after")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    private Held held(Transaction transaction, Running running, WithheldAnswer answer) {
        return new Held(
                answer,
                room.stores()
                        .mail()
                        .desk()
                        .tickets()
                        .survivor(transaction, answer.wish().ticket()),
                running.name(answer.wish().department()));
    }

    /** The storm in the path, if the visitor is to know of it. */
    private Optional<Storm> find(Transaction transaction, Visit visit) {
        OptionalLong id = Running.id(visit);
        return id.isEmpty()
                ? Optional.empty()
                : storms(room)
                        .find(transaction, new StormId(id.getAsLong()))
                        .filter(storm -> concerns(room, transaction, Running.of(room, visit), storm));
    }

    private Reply release(Visit visit) {
        Optional<Choice> choice = choice(visit.ask().field("answers"));
        if (choice.isEmpty()) {
            return show(visit, BAD_REQUEST, room.look().text(visit, "storms.choose"));
        }
        Optional<StormRelease.Released> released = room.write(transaction -> find(transaction, visit)
                .filter(storm -> row(Running.of(room, visit), storm).mayRelease())
                .map(storm -> new StormRelease(storms(room), SendBudget.jdbi(), room.clock())
                        .release(
                                transaction,
                                storm,
                                choice.get(),
                                Optional.of(visit.agent().id().value()))));
        if (released.isEmpty()) {
            return room.errors().of(404, visit);
        }
        return released.get().ended() || released.get().answers() > 0
                ? Reply.seeOther("/storms/" + visit.path("id") + "?done=storm-"
                        + visit.ask().field("answers"))
                : show(visit, CONFLICT, room.look().text(visit, "storms.nothing"));
    }

    private static Optional<Choice> choice(String word) {
        return switch (word) {
            case "send" -> Optional.of(Choice.SEND);
            case "drop" -> Optional.of(Choice.DROP);
            default -> Optional.empty();
        };
    }
}
