package org.postroom.web.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.postroom.agent.Agent;
import org.postroom.agent.TicketAction;
import org.postroom.desk.Leaving;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.PlannedAnswers;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.Way;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** Answers that wait: one's own in a list, those of a ticket as a piece of its page, taking back and sending now. */
final class PlannedPages {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final Set<String> MAILED = Set.of("taken-back", "stayed");

    private final Workroom room;
    private final PlannedAnswers answers;
    private final PlannedLayout layout;

    PlannedPages(Workroom room, PlannedAnswers answers) {
        this.room = room;
        this.answers = answers;
        this.layout = new PlannedLayout(room);
    }

    List<Route> routes() {
        Permission loggedIn = new Permission.LoggedIn();
        return List.of(
                Route.get("/planned", loggedIn, this::list),
                Route.get("/tickets/{ticket}/planned", new Permission.OnTicket(TicketAction.VIEW), this::piece),
                Route.post("/planned/back", loggedIn, this::takeAllBack),
                Route.post("/planned/{planned}/back", loggedIn, this::takeBack),
                Route.post("/planned/{planned}/now", loggedIn, this::sendNow));
    }

    private Reply list(Visit visit) {
        return room.read(transaction -> {
            List<PlannedCard> own = layout.own(transaction, visit);
            boolean several =
                    own.stream().filter(card -> !card.timing().scheduled()).count() > 1;
            Map<String, Object> model = Map.of("planned", own, "several", several);
            return room.look().page("planned", visit, Frame.around(room, transaction, visit, "planned", model));
        });
    }

    private Reply piece(Visit visit) {
        Ticket ticket = visit.theTicket();
        List<PlannedCard> planned = room.read(transaction -> layout.onTicket(transaction, visit, ticket.id()));
        return room.look().page("ticket-planned", visit, Map.of("planned", planned, "ticket", ticket));
    }

    private Reply takeBack(Visit visit) {
        By by = By.agent(visit.agent().id(), Way.PAGE);
        return with(visit, (transaction, answer) -> {
            Optional<Ticket> ticket = ticketOf(transaction, answer);
            if (!layout.mayTakeBack(visit.agent(), answer, ticket)) {
                return Optional.empty();
            }
            boolean taken = answers.takeBack(transaction, answer.id(), by).isPresent();
            return Optional.of(back(visit, ticket, taken ? "taken-back" : "too-late"));
        });
    }

    /** All that was just sent, such as to several tickets at once; what is to leave later stays. */
    private Reply takeAllBack(Visit visit) {
        By by = By.agent(visit.agent().id(), Way.PAGE);
        long taken = room.write(transaction -> room
                .stores()
                .planned()
                .ofAgent(transaction, visit.agent().id())
                .stream()
                .filter(answer -> answer.timing().kind() == PlannedAnswer.Kind.UNDO)
                .filter(answer -> answers.takeBack(transaction, answer.id(), by).isPresent())
                .count());
        return Reply.seeOther("/planned?done=" + (taken == 0 ? "too-late" : "all-taken-back"));
    }

    private Reply sendNow(Visit visit) {
        int shown = WrittenForm.number(visit.ask().field("reasons"))
                .map(number -> Math.clamp(number, 0, Integer.MAX_VALUE))
                .orElse(0);
        return with(
                visit,
                (transaction, answer) -> answer.isBy(visit.agent().id())
                        ? Optional.of(back(visit, ticketOf(transaction, answer), sent(transaction, answer, shown)))
                        : Optional.empty());
    }

    private String sent(Transaction transaction, PlannedAnswer answer, int shown) {
        return switch (answers.sendNow(transaction, answer.id(), shown)) {
            case Leaving.Left _ -> "answered";
            case Leaving.Stayed _ -> "stayed";
            case Leaving.Held _ -> "held";
            case Leaving.Settled _ -> "too-late";
        };
    }

    /** Does this with the answer in the path; nothing that is not there, or is none of the visitor's business. */
    private Reply with(Visit visit, BiFunction<Transaction, PlannedAnswer, Optional<Reply>> work) {
        Optional<Long> id = WrittenForm.number(visit.path("planned"));
        return room.write(transaction -> id.flatMap(
                        number -> room.stores().planned().find(transaction, number))
                .map(answer -> work.apply(transaction, answer)
                        .orElseGet(() -> room.errors().of(FORBIDDEN, visit)))
                .orElseGet(() -> room.errors().of(NOT_FOUND, visit)));
    }

    private Optional<Ticket> ticketOf(Transaction transaction, PlannedAnswer answer) {
        return room.stores()
                .mail()
                .desk()
                .tickets()
                .find(transaction, answer.sender().ticket());
    }

    /** To the ticket, whose composer has what was taken back; to the list where the visitor may not see it any more. */
    private Reply back(Visit visit, Optional<Ticket> ticket, String done) {
        Agent agent = visit.agent();
        return ticket.filter(known -> room.policy().allows(agent, TicketAction.VIEW, known.place()))
                .map(known -> Reply.seeOther("/tickets/" + known.number() + "?done=" + done + "#end"))
                .orElseGet(() -> Reply.seeOther("/planned?done=" + (MAILED.contains(done) ? done + "-by-mail" : done)));
    }
}
