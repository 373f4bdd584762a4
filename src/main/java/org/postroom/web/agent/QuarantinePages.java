package org.postroom.web.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.intake.QuarantineRelease;
import org.postroom.intake.Receipt;
import org.postroom.intake.ReceiptId;
import org.postroom.intake.Spool;
import org.postroom.mail.Bytes;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.Way;
import org.postroom.web.Download;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/**
 * Mail of the departments one looks after that could not be processed: why, its bytes, trying it again. Nothing here reads
 * such a mail as mail: its beginning is shown as the text it came as.
 */
final class QuarantinePages {
    private static final int ROWS = 100;

    private final Workroom room;
    private final DaemonView daemon;

    QuarantinePages(Workroom room, DaemonView daemon) {
        this.room = room;
        this.daemon = daemon;
    }

    List<Route> routes() {
        Permission running = new Permission.Running();
        return List.of(
                Route.get("/quarantine", running, this::list),
                Route.get("/quarantine/{id}", running, this::show),
                Route.get("/quarantine/{id}/raw", running, this::raw),
                Route.post("/quarantine/{id}/retry", running, this::retry),
                Route.post("/quarantine/{id}/release", running, this::release));
    }

    /**
     * A mail that is set aside.
     *
     * @param department its name
     */
    record Row(Receipt receipt, String department) {
        /** Its last fault; where it was set aside at once, the last of what was decided. */
        String reason() {
            return receipt.work().fault().orElseGet(() -> trace().isEmpty() ? "" : trace().getLast());
        }

        /** The decisions that led there. */
        List<String> trace() {
            return receipt.end().map(end -> end.trace().lines().toList()).orElse(List.of());
        }
    }

    private Reply list(Visit visit) {
        Running running = Running.of(room, visit);
        return room.read(transaction -> {
            List<Row> all = spool().listQuarantined(transaction).reversed().stream()
                    .filter(receipt -> running.mayRun(receipt.origin().department()))
                    .map(receipt -> row(running, receipt))
                    .toList();
            int page = page(visit);
            Map<String, Object> model = new HashMap<>();
            model.put("rows", all.stream().skip((long) page * ROWS).limit(ROWS).toList());
            model.put("next", all.size() > (page + 1) * ROWS ? "/quarantine?page=" + (page + 1) : "");
            return room.look().page("quarantine", visit, Frame.around(room, transaction, visit, "quarantine", model));
        });
    }

    private static int page(Visit visit) {
        return visit.ask()
                .query("page")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    private static Row row(Running running, Receipt receipt) {
        return new Row(receipt, running.name(receipt.origin().department()));
    }

    private Reply show(Visit visit) {
        return show(visit, "");
    }

    /** @param fault why the mail was not released, as the visitor reads it; empty when nobody asked for it */
    private Reply show(Visit visit, String fault) {
        Optional<Reply> page = room.read(transaction -> find(transaction, visit).map(receipt -> {
            Map<String, Object> model = Map.of(
                    "row",
                    row(Running.of(room, visit), receipt),
                    "fault",
                    fault,
                    "typed",
                    visit.ask().field("ticket"),
                    "beginning",
                    QuarantineRelease.beginning(spool().raw(transaction, receipt)));
            return room.look()
                    .page("quarantine-mail", visit, Frame.around(room, transaction, visit, "quarantine", model));
        }));
        return page.orElseGet(() -> room.errors().of(404, visit));
    }

    private Reply raw(Visit visit) {
        Optional<Bytes> bytes =
                room.read(transaction -> find(transaction, visit).map(receipt -> spool().raw(transaction, receipt)));
        return bytes.map(raw -> Download.of(visit.path("id") + ".eml", "application/octet-stream", raw))
                .orElseGet(() -> room.errors().of(404, visit));
    }

    private Reply retry(Visit visit) {
        boolean released = room.write(transaction -> {
            transaction.afterCommit(daemon.spooled());
            return find(transaction, visit)
                    .filter(receipt -> spool().release(
                                    transaction, receipt.id(), room.clock().instant()))
                    .isPresent();
        });
        return released
                ? Reply.seeOther("/quarantine?done=mail-released")
                : room.errors().of(404, visit);
    }

    private Reply release(Visit visit) {
        Optional<TicketNumber> ticket =
                TicketNumber.parse(visit.ask().field("ticket").strip());
        if (ticket.isEmpty() && !visit.ask().field("ticket").isBlank()) {
            return show(visit, room.look().text(visit, "quarantine.release.none"));
        }
        QuarantineRelease release =
                new QuarantineRelease(room.organisation(), room.stores().mail(), room.clock());
        QuarantineRelease.Result result = room.write(transaction -> find(transaction, visit)
                .map(receipt -> release.release(
                        transaction,
                        receipt.id(),
                        ticket,
                        named -> mayWrite(visit, named),
                        By.agent(visit.agent().id(), Way.PAGE)))
                .orElseGet(QuarantineRelease.Result.NoSuchMail::new));
        return switch (result) {
            case QuarantineRelease.Result.Released(Ticket on) ->
                mayWrite(visit, on)
                        ? Reply.seeOther("/tickets/" + on.number() + "?done=mail-given")
                        : Reply.seeOther("/quarantine?done=mail-given");
            case QuarantineRelease.Result.NoSuchMail() -> room.errors().of(404, visit);
            case QuarantineRelease.Result.NoSuchTicket() ->
                show(visit, room.look().text(visit, "quarantine.release.none"));
            case QuarantineRelease.Result.NoDepartment() ->
                show(visit, room.look().text(visit, "quarantine.release.department"));
            case QuarantineRelease.Result.Refused(String reason) ->
                show(visit, room.look().text(visit, "quarantine.release.refused", reason));
        };
    }

    private boolean mayWrite(Visit visit, Ticket ticket) {
        return new Policy(room.organisation().get()).allows(visit.agent(), TicketAction.COMMENT, ticket.place());
    }

    /** The mail in the path, if it is set aside and the visitor looks after its department. */
    private Optional<Receipt> find(Transaction transaction, Visit visit) {
        return Running.id(visit).stream()
                .mapToObj(ReceiptId::new)
                .findFirst()
                .flatMap(id -> spool().find(transaction, id))
                .filter(receipt -> receipt.work().state() == Receipt.State.QUARANTINED)
                .filter(receipt ->
                        Running.of(room, visit).mayRun(receipt.origin().department()));
    }

    private Spool spool() {
        return room.stores().mail().spool();
    }
}
