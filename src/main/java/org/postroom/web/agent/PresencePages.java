package org.postroom.web.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.TicketAction;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/**
 * What an open page of a ticket says every few seconds: that its agent looks at it, or writes. It is told who else does, and
 * whether something came since, which it shows as a line and never as a change under the reader's eyes.
 */
final class PresencePages {
    /** Two beats of the page, and a little. */
    private static final Duration STAYS = Duration.ofSeconds(25);

    private final Workroom room;

    PresencePages(Workroom room) {
        this.room = room;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/tickets/{ticket}/presence", new Permission.OnTicket(TicketAction.VIEW), this::beat));
    }

    private Reply beat(Visit visit) {
        Map<String, Object> model = room.write(transaction -> beat(transaction, visit));
        return room.look().page("ticket-presence", visit, model);
    }

    private Map<String, Object> beat(Transaction transaction, Visit visit) {
        TicketId ticket = visit.theTicket().id();
        AgentId reader = visit.agent().id();
        boolean writes = visit.ask().field("writing").equals("yes");
        room.stores()
                .presence()
                .note(
                        transaction,
                        ticket,
                        reader,
                        writes,
                        room.clock().instant().plus(STAYS));
        Optional<ArticleId> latest = TalkView.article(visit.ask().field("latest"));
        List<ArticleId> newer = latest.map(shown -> articles().after(transaction, ticket, shown))
                .orElse(List.of());
        latest.flatMap(shown -> seenAt(transaction, ticket, shown, newer.isEmpty()))
                .ifPresent(at -> room.stores().seen().seen(transaction, reader, ticket, at));
        return model(transaction, visit, newer);
    }

    /** As it is now when nothing came since, else as it was with the last article that the page shows. */
    private Optional<Instant> seenAt(Transaction transaction, TicketId ticket, ArticleId shown, boolean all) {
        return all
                ? Optional.of(room.clock().instant())
                : articles()
                        .find(transaction, shown)
                        .filter(article -> article.ticket().equals(ticket))
                        .map(Article::at);
    }

    private Map<String, Object> model(Transaction transaction, Visit visit, List<ArticleId> newer) {
        Ticket ticket = visit.theTicket();
        Names names = new Names(room.organisation().get(), room.look().text(visit, "list.unknown"));
        Map<String, Object> model = new HashMap<>();
        model.put("ticket", ticket);
        model.put("newer", newer.size());
        model.put("first", newer.stream().map(ArticleId::value).findFirst());
        model.put(
                "present",
                Present.beside(room, transaction, ticket.id(), visit.agent().id(), names));
        return model;
    }

    private ArticleStore articles() {
        return room.stores().mail().desk().articles();
    }
}
