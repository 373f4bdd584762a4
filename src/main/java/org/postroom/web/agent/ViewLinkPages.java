package org.postroom.web.agent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.postroom.agent.TicketAction;
import org.postroom.conversation.ViewLinks;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Way;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The links by which a ticket's customers see it: how many work, and the button that ends them. */
final class ViewLinkPages {
    private final Workroom room;
    private final ViewLinks links;

    ViewLinkPages(Workroom room, ViewLinks links) {
        this.room = room;
        this.links = links;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/tickets/{ticket}/links", new Permission.OnTicket(TicketAction.VIEW), this::show),
                Route.post(
                        "/tickets/{ticket}/revoke-links", new Permission.OnTicket(TicketAction.CHANGE), this::revoke));
    }

    /** A piece of the ticket's page, and a page for who has no scripts. */
    private Reply show(Visit visit) {
        return room.read(transaction -> {
            Ticket ticket = visit.theTicket();
            Map<String, Object> model = Map.of(
                    "ticket", ticket,
                    "links",
                            links.working(transaction, ticket.id(), room.clock().instant()),
                    "mayRevoke", room.policy().allows(visit.agent(), TicketAction.CHANGE, ticket.place()));
            return visit.ask().fragment()
                    ? room.look().page("view-links", visit, model)
                    : room.look().page("ticket-links", visit, Frame.around(room, transaction, visit, "all", model));
        });
    }

    private Reply revoke(Visit visit) {
        room.write(transaction -> ended(transaction, visit));
        return Reply.seeOther("/tickets/" + visit.theTicket().number() + "?done=links-revoked");
    }

    private int ended(Transaction transaction, Visit visit) {
        Instant now = room.clock().instant();
        int number = links.revoke(transaction, visit.theTicket().id(), now);
        if (number > 0) {
            By by = By.agent(visit.agent().id(), Way.PAGE);
            var stores = room.stores().mail().desk();
            new TicketDesk(stores.tickets(), stores.history(), room.clock())
                    .apply(transaction, visit.theTicket().id(), new TicketEvent.LinksRevoked(by, number));
        }
        return number;
    }
}
