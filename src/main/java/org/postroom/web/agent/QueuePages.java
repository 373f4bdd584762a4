package org.postroom.web.agent;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.Department;
import org.postroom.agent.SmtpAccountId;
import org.postroom.outbound.OutboundId;
import org.postroom.outbound.OutboundQueue;
import org.postroom.outbound.OutboundQueue.OperatorResult;
import org.postroom.outbound.QueueEntry;
import org.postroom.outbound.QueueLists;
import org.postroom.outbound.QueueLists.Stretch;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketStore;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/**
 * Outgoing mail of the departments one looks after: what failed in the last 7 days, what waits and why, trying it now,
 * dropping it.
 */
final class QueuePages {
    private static final int CONFLICT = 409;
    private static final Duration OF_LATE = Duration.ofDays(7);

    private final Workroom room;
    private final DaemonView daemon;
    private final QueueLists lists = QueueLists.jdbi();

    QueuePages(Workroom room, DaemonView daemon) {
        this.room = room;
        this.daemon = daemon;
    }

    List<Route> routes() {
        Permission running = new Permission.Running();
        return List.of(
                Route.get("/queue", running, this::list),
                Route.get("/queue/{id}", running, visit -> show(visit, 200, "")),
                Route.post("/queue/{id}/retry", running, visit -> act(visit, OutboundQueue::retry, "mail-retried")),
                Route.post("/queue/{id}/drop", running, visit -> act(visit, OutboundQueue::drop, "mail-dropped")));
    }

    private interface Wish {
        OperatorResult on(OutboundQueue queue, Transaction transaction, OutboundId id);
    }

    private Reply list(Visit visit) {
        return room.read(transaction -> {
            Map<String, Object> model = Map.of("queue", slice(transaction, visit), "accounts", accounts(visit));
            return room.look().page("queue", visit, Frame.around(room, transaction, visit, "queue", model));
        });
    }

    private QueueSlice slice(Transaction transaction, Visit visit) {
        int page = visit.ask()
                .query("page")
                .filter(text -> text.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .orElse(0);
        Stretch stretch =
                new Stretch(Running.of(room, visit).departments(), page * QueueSlice.ROWS, QueueSlice.ROWS + 1);
        if (visit.ask().query("show").filter("failed"::equals).isPresent()) {
            return QueueSlice.failed(failed(transaction, visit, stretch), page);
        }
        List<QueueRow> waiting = rows(transaction, visit, lists.waiting(transaction, stretch));
        return page > 0
                ? QueueSlice.waiting(waiting, page)
                : QueueSlice.first(
                        failed(transaction, visit, new Stretch(stretch.departments(), 0, QueueSlice.FAILED_FIRST + 1)),
                        waiting);
    }

    private List<QueueRow> failed(Transaction transaction, Visit visit, Stretch stretch) {
        return rows(
                transaction,
                visit,
                lists.failed(transaction, stretch, room.clock().instant().minus(OF_LATE)));
    }

    private List<QueueRow> rows(Transaction transaction, Visit visit, List<QueueEntry> entries) {
        return entries.stream().map(entry -> row(transaction, visit, entry)).toList();
    }

    private QueueRow row(Transaction transaction, Visit visit, QueueEntry entry) {
        TicketStore tickets = room.stores().mail().desk().tickets();
        Veil veil = Veil.of(room, visit);
        return new QueueRow(
                entry,
                Running.of(room, visit).name(entry.mail().about().department()),
                entry.mail().about().ticket().flatMap(ticket -> tickets.find(transaction, ticket)),
                entry.mail().recipients().stream()
                        .map(recipient -> QueueRow.To.of(recipient, veil))
                        .toList());
    }

    /** Accounts at fault by which the visitor's departments send. */
    private List<AccountLine> accounts(Visit visit) {
        Running running = Running.of(room, visit);
        Set<SmtpAccountId> theirs = running.organisation().departments().stream()
                .filter(department -> running.mayRun(department.id()))
                .map(Department::smtp)
                .collect(Collectors.toSet());
        return daemon.accounts().get().stream()
                .filter(line -> visit.agent().admin() || theirs.contains(line.account()))
                .toList();
    }

    /** @param fault why what was asked for was not done; may be empty */
    private Reply show(Visit visit, int status, String fault) {
        Optional<String> page =
                room.read(transaction -> find(transaction, visit).map(entry -> {
                    Veil veil = Veil.of(room, visit);
                    Map<String, Object> model = new HashMap<>();
                    model.put("row", row(transaction, visit, entry));
                    model.put(
                            "attempts",
                            entry.attempts().reversed().stream()
                                    .map(attempt -> new QueueEntry.Attempt(
                                            attempt.beganAt(),
                                            attempt.endedAt(),
                                            attempt.uncertain(),
                                            veil.over(attempt.summary())))
                                    .toList());
                    model.put("fault", fault);
                    return room.look()
                            .render("queue-mail", visit, Frame.around(room, transaction, visit, "queue", model));
                }));
        return page.map(html -> Reply.html(status, html))
                .orElseGet(() -> room.errors().of(404, visit));
    }

    /** The mail in the path, if the visitor looks after its department. */
    private Optional<QueueEntry> find(Transaction transaction, Visit visit) {
        return Running.id(visit).stream()
                .mapToObj(OutboundId::new)
                .findFirst()
                .flatMap(id -> queue().show(transaction, id))
                .filter(entry ->
                        Running.of(room, visit).mayRun(entry.mail().about().department()));
    }

    private Reply act(Visit visit, Wish wish, String done) {
        OperatorResult result = room.write(transaction -> find(transaction, visit)
                .map(entry -> wish.on(queue(), transaction, entry.mail().id()))
                .orElse(OperatorResult.UNKNOWN));
        return switch (result) {
            case CHANGED -> Reply.seeOther("/queue/" + visit.path("id") + "?done=" + done);
            case NOTHING_TO_DO -> show(visit, CONFLICT, room.look().text(visit, "queue.nothing"));
            case UNDER_WAY -> show(visit, CONFLICT, room.look().text(visit, "queue.underway"));
            case UNKNOWN -> room.errors().of(404, visit);
        };
    }

    private OutboundQueue queue() {
        return room.stores().mail().desk().queue();
    }
}
