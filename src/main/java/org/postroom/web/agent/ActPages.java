package org.postroom.web.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.TicketAction;
import org.postroom.desk.Act;
import org.postroom.desk.AgentActs;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketStore;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The buttons of a ticket: take, assign, transfer, share, forward, close, lock and their opposites. */
final class ActPages {
    private static final int UNPROCESSABLE = 422;
    private static final int CONFLICT = 409;

    private final Workroom room;
    private final AgentActs acts;
    private final TicketScreen screen;

    ActPages(Workroom room, AgentActs acts, TicketScreen screen) {
        this.room = room;
        this.acts = acts;
        this.screen = screen;
    }

    List<Route> routes() {
        return Arrays.stream(TicketButton.values()).map(this::route).toList();
    }

    private Route route(TicketButton button) {
        return Route.post(
                "/tickets/{ticket}/" + button.word(),
                new Permission.OnTicket(button.action()),
                visit -> press(visit, button));
    }

    private Reply press(Visit visit, TicketButton button) {
        return form(visit)
                .acts(button)
                .map(acts -> press(visit, button, acts))
                .orElseGet(() ->
                        refused(visit, button, List.of(room.look().text(visit, "act.choose." + button.word()))));
    }

    private PressedForm form(Visit visit) {
        return new PressedForm(room.organisation().get(), visit.theTicket(), visit.ask());
    }

    private Reply press(Visit visit, TicketButton button, List<Act> wanted) {
        Order asked = Order.onPage(
                visit.agent(), visit.theTicket().id(), WrittenForm.seen(visit.ask()), wanted.toArray(new Act[0]));
        Order order = visit.ask().field("confirmed").equals("yes") ? asked.confirm() : asked;
        return switch (room.<Outcome>write(transaction -> carryOut(transaction, button, order))) {
            case Outcome.Done done ->
                Reply.seeOther(after(visit, done.ticket()) + "?done=" + word(button, done) + "#end");
            case Outcome.Doubtful(List<String> reasons) ->
                screen.show(visit, CONFLICT, pressed(visit, button, new Attempt.Trouble(reasons, true)));
            case Outcome.Refused(List<String> reasons) -> refused(visit, button, reasons);
        };
    }

    /** Where all was so already, what was said to colleagues is all that was done. */
    private static String word(TicketButton button, Outcome.Done done) {
        boolean saidOnly =
                !done.events().isEmpty() && done.events().stream().allMatch(TicketEvent.Commented.class::isInstance);
        return saidOnly ? "commented" : button.done();
    }

    private Attempt pressed(Visit visit, TicketButton button, Attempt.Trouble trouble) {
        return new Attempt.Pressed(
                button, visit.ask().field("other"), form(visit).note(button), trouble);
    }

    /** The ticket again; the list where the ticket went out of the agent's sight. */
    private String after(Visit visit, Ticket ticket) {
        boolean sees = room.policy().allows(visit.agent(), TicketAction.VIEW, ticket.place());
        return sees ? "/tickets/" + ticket.number() : "/tickets";
    }

    /** Pressed twice is done, not refused. */
    private Outcome carryOut(Transaction transaction, TicketButton button, Order order) {
        Outcome outcome = acts.carryOut(transaction, order);
        TicketStore tickets = room.stores().mail().desk().tickets();
        Optional<Ticket> ticket = tickets.find(transaction, order.ticket())
                .filter(button::isDoneOn)
                .flatMap(found -> tickets.survivor(transaction, found.id()))
                .filter(left -> isWhereItWas(transaction, tickets, order, left));
        return outcome instanceof Outcome.Refused && ticket.isPresent()
                ? new Outcome.Done(ticket.get(), Optional.empty(), List.of())
                : outcome;
    }

    /** Of a merged ticket: whether it became part of the one that the button names. */
    private static boolean isWhereItWas(Transaction transaction, TicketStore tickets, Order order, Ticket left) {
        return order.acts().stream()
                .allMatch(act -> !(act instanceof Act.Merge(TicketNumber into))
                        || tickets.find(transaction, into)
                                .flatMap(named -> tickets.survivor(transaction, named.id()))
                                .map(Ticket::id)
                                .filter(left.id()::equals)
                                .isPresent());
    }

    private Reply refused(Visit visit, TicketButton button, List<String> reasons) {
        return screen.show(visit, UNPROCESSABLE, pressed(visit, button, new Attempt.Trouble(reasons, false)));
    }
}
