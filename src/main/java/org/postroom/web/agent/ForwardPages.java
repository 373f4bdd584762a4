package org.postroom.web.agent;

import java.util.List;
import java.util.Optional;
import org.postroom.agent.TicketAction;
import org.postroom.intake.HeldForwards;
import org.postroom.mail.NamedAddress;
import org.postroom.notify.AgentReplies;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The mail that an agent forwarded and that waits on a ticket: what would become of it, and the agent's word on it. */
final class ForwardPages {
    private static final int UNPROCESSABLE = 422;

    private final Workroom room;
    private final HeldForwards forwards;
    private final TicketScreen screen;

    ForwardPages(Workroom room, HeldForwards forwards, TicketScreen screen) {
        this.room = room;
        this.forwards = forwards;
        this.screen = screen;
    }

    List<Route> routes() {
        Permission change = new Permission.OnTicket(TicketAction.CHANGE);
        return List.of(
                Route.post("/tickets/{ticket}/forwarded", change, this::send),
                Route.post("/tickets/{ticket}/forwarded/drop", change, this::drop));
    }

    /**
     * What waits, as the page shows it.
     *
     * @param agent the name of whoever forwarded it
     * @param mine whether that is the reader, who alone can say that it is right
     * @param customer what stands in the field for whose it is; of several mails nothing
     * @param reasons why it waits
     * @param faults why the last word on it was not taken
     */
    record Card(
            String agent,
            boolean mine,
            String customer,
            List<String> reasons,
            List<AgentReplies.Proposed> mails,
            List<String> faults) {}

    static Optional<Card> card(
            Transaction transaction, HeldForwards forwards, Visit visit, Ticket ticket, Names names, Attempt attempt) {
        boolean tried = attempt instanceof Attempt.Handed;
        return forwards.on(transaction, ticket)
                .map(waiting -> new Card(
                        names.of(waiting.agent()),
                        waiting.agent().equals(visit.agent().id()),
                        attempt instanceof Attempt.Handed handed ? handed.customer() : customer(waiting.mails()),
                        waiting.reasons(),
                        waiting.mails(),
                        tried ? ((Attempt.Handed) attempt).reasons() : List.of()));
    }

    private static String customer(List<AgentReplies.Proposed> mails) {
        return mails.size() == 1
                ? mails.getFirst().from().map(ForwardPages::written).orElse("")
                : "";
    }

    private static String written(NamedAddress who) {
        return who.name().isEmpty() ? who.address().value() : who.name() + " <" + who.address() + ">";
    }

    private Reply send(Visit visit) {
        String customer = visit.ask().field("customer");
        return settled(
                visit,
                customer,
                room.write(transaction -> forwards.send(transaction, visit.agent(), visit.theTicket(), customer)));
    }

    private Reply drop(Visit visit) {
        return settled(
                visit, "", room.write(transaction -> forwards.drop(transaction, visit.agent(), visit.theTicket())));
    }

    private Reply settled(Visit visit, String customer, HeldForwards.Outcome outcome) {
        return switch (outcome) {
            case HeldForwards.Outcome.Made(var id) -> {
                Ticket made = room.read(transaction -> room.stores()
                        .mail()
                        .desk()
                        .tickets()
                        .find(transaction, id)
                        .orElseThrow());
                yield Reply.seeOther("/tickets/" + made.number() + "?done=forward-made");
            }
            case HeldForwards.Outcome.Dropped() ->
                Reply.seeOther("/tickets/" + visit.theTicket().number() + "?done=forward-dropped");
            case HeldForwards.Outcome.Refused(List<String> reasons) ->
                screen.show(visit, UNPROCESSABLE, new Attempt.Handed(customer, reasons));
        };
    }
}
