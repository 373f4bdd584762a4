package org.postroom.web.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postroom.agent.AgentId;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Organisation;
import org.postroom.agent.TicketAction;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.SendTime;
import org.postroom.ticket.Draft;
import org.postroom.ticket.Ticket;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** Answers and comments. Whatever does not come about is shown again with all that was typed. */
final class WritingPages {
    private static final int UNPROCESSABLE = 422;
    private static final int CONFLICT = 409;
    private static final int TOO_LARGE = 413;

    /** How many wrong addresses are named at a time. */
    private static final int MOST_NAMED = 10;

    private final Workroom room;
    private final Dispatch dispatch;
    private final Postbag bag;
    private final TicketScreen screen;

    WritingPages(Workroom room, Dispatch dispatch, Postbag bag, TicketScreen screen) {
        this.room = room;
        this.dispatch = dispatch;
        this.bag = bag;
        this.screen = screen;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        "/tickets/{ticket}/answer",
                        new Permission.OnTicket(TicketAction.ANSWER),
                        visit -> send(visit, WrittenForm.of(visit, Draft.Kind.ANSWER))),
                Route.post(
                        "/tickets/{ticket}/comment",
                        new Permission.OnTicket(TicketAction.COMMENT),
                        visit -> send(visit, WrittenForm.of(visit, Draft.Kind.COMMENT))));
    }

    private Reply send(Visit visit, WrittenForm form) {
        CcLine cc = CcLine.parse(form.typed().cc());
        List<String> faults = faults(visit, cc);
        Optional<Instant> due = due(visit, form.sending().later(), faults);
        Dispatch.Result result = room.write(transaction -> faults.isEmpty()
                ? dispatch.send(transaction, visit.agent(), form, cc.people(), due)
                : dispatch.keep(transaction, form, faults));
        return switch (result) {
            case Dispatch.Result.Sent(Ticket ticket) -> Reply.seeOther(next(visit, ticket, form));
            case Dispatch.Result.Planned(Ticket ticket, PlannedAnswer.Kind kind) ->
                Reply.seeOther(afterPlanning(visit, ticket, kind, form));
            case Dispatch.Result.Held(Attempt.Trouble trouble) ->
                again(visit, trouble.doubtful() ? CONFLICT : UNPROCESSABLE, form, trouble, Optional.empty());
            case Dispatch.Result.Overtaken(Optional<String> text, List<String> left) ->
                again(visit, CONFLICT, form, overtaken(visit, text, left), text);
            case Dispatch.Result.TooMuch(List<String> names) ->
                again(visit, TOO_LARGE, form, trouble(tooMuch(visit, names)), Optional.empty());
        };
    }

    private List<String> faults(Visit visit, CcLine cc) {
        List<String> faults = new ArrayList<>();
        if (cc.people().size() > CcLine.MOST) {
            faults.add(room.look()
                    .text(visit, "act.cc.many", CcLine.MOST, cc.people().size()));
        }
        cc.wrong().stream()
                .limit(MOST_NAMED)
                .map(wrong -> room.look().text(visit, "act.cc.wrong", wrong))
                .forEach(faults::add);
        Organisation ours = room.organisation().get();
        cc.people().stream()
                .limit(CcLine.MOST)
                .map(who -> who.address())
                .filter(address ->
                        ours.isOwnAddress(address) || ours.agentOf(address).isPresent())
                .map(address -> room.look().text(visit, "act.cc.ours", address.value()))
                .forEach(faults::add);
        return faults;
    }

    /** When it is to leave, if that was chosen; a time that makes no sense is a fault. */
    private Optional<Instant> due(Visit visit, LaterForm later, List<String> faults) {
        if (!later.isWanted()) {
            return Optional.empty();
        }
        BusinessHours hours = LaterForm.hours(
                room.organisation().get().department(visit.theTicket().department()));
        return switch (later.time(visit, hours, room.clock())) {
            case SendTime.At(Instant moment) -> Optional.of(moment);
            case SendTime.Wrong(SendTime.Fault fault) -> {
                String word = fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
                faults.add(room.look().text(visit, "later.fault." + word, SendTime.MOST.toDays()));
                yield Optional.empty();
            }
        };
    }

    private static Attempt.Trouble trouble(String reason) {
        return new Attempt.Trouble(List.of(reason), false);
    }

    private Attempt.Trouble overtaken(Visit visit, Optional<String> text, List<String> left) {
        List<String> reasons = new ArrayList<>();
        reasons.add(room.look().text(visit, text.isPresent() ? "act.overtaken" : "act.gone"));
        if (!left.isEmpty()) {
            reasons.add(tooMuch(visit, left));
        }
        return new Attempt.Trouble(reasons, false);
    }

    private String tooMuch(Visit visit, List<String> names) {
        return room.look()
                .text(
                        visit,
                        "act.toomuch",
                        names.stream().collect(Collectors.joining(", ")),
                        room.look().size(visit, bag.limit()));
    }

    private Reply again(
            Visit visit, int status, WrittenForm form, Attempt.Trouble trouble, Optional<String> elsewhere) {
        String then = form.sending().close() ? "close" : "stay";
        return screen.show(
                visit,
                status,
                new Attempt.Wrote(
                        form.key().kind(), form.typed(), then, form.sending().later(), trouble, elsewhere));
    }

    /** What is answered and closed is done: the list it stood in has the next one. */
    private static String next(Visit visit, Ticket ticket, WrittenForm form) {
        if (form.sending().close()) {
            return "/tickets?" + whose(ticket.assignee(), visit.agent().id()) + "done=answered-closed";
        }
        String done = form.key().kind() == Draft.Kind.ANSWER ? "answered" : "commented";
        return "/tickets/" + ticket.number() + "?done=" + done + "#end";
    }

    /** What leaves in a few seconds can be taken back on the list too; what was given a time is shown with it. */
    private static String afterPlanning(Visit visit, Ticket ticket, PlannedAnswer.Kind kind, WrittenForm form) {
        boolean undo = kind == PlannedAnswer.Kind.UNDO;
        return undo && form.sending().close()
                ? "/tickets?" + whose(ticket.assignee(), visit.agent().id())
                : "/tickets/" + ticket.number() + "?done=" + (undo ? "leaving" : "planned") + "#planned";
    }

    private static String whose(Optional<AgentId> assignee, AgentId viewer) {
        return assignee.map(agent -> agent.equals(viewer) ? "whose=me&" : "").orElse("whose=nobody&");
    }
}
