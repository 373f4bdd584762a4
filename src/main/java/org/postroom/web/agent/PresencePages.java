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
import org.postroom.ticket.Ticket;
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
        return room.write(transaction -> beat(transaction, visit));
    }

    private Reply beat(Transaction transaction, Visit visit) {
        Ticket ticket = visit.theTicket();
        AgentId reader = visit.agent().id();
        Instant now = room.clock().instant();
        boolean writes = visit.ask().field("writing").equals("yes");
        room.stores().presence().note(transaction, ticket.id(), reader, writes, now.plus(STAYS));
        List<Article> articles = room.stores().mail().desk().articles().articles(transaction, ticket.id());
        Optional<ArticleId> latest = TalkView.article(visit.ask().field("latest"));
        List<Article> newer = articles.stream()
                .filter(article -> latest.filter(shown -> article.id().value() > shown.value())
                        .isPresent())
                .toList();
        noteSeen(transaction, visit, articles, newer, latest);
        return look(transaction, visit, newer);
    }

    /** As it is now when nothing came since, else as it was with the last article that the page shows. */
    private void noteSeen(
            Transaction transaction,
            Visit visit,
            List<Article> articles,
            List<Article> newer,
            Optional<ArticleId> latest) {
        Optional<Instant> seen = newer.isEmpty()
                ? latest.map(_ -> room.clock().instant())
                : articles.stream()
                        .filter(article -> latest.filter(article.id()::equals).isPresent())
                        .map(Article::at)
                        .findFirst();
        seen.ifPresent(at -> room.stores()
                .seen()
                .seen(transaction, visit.agent().id(), visit.theTicket().id(), at));
    }

    private Reply look(Transaction transaction, Visit visit, List<Article> newer) {
        Ticket ticket = visit.theTicket();
        Names names = new Names(room.organisation().get(), room.look().text(visit, "list.unknown"));
        Map<String, Object> model = new HashMap<>();
        model.put("ticket", ticket);
        model.put("newer", newer.size());
        model.put("first", newer.stream().map(article -> article.id().value()).findFirst());
        model.put(
                "present",
                Present.beside(room, transaction, ticket.id(), visit.agent().id(), names));
        return room.look().page("ticket-presence", visit, model);
    }
}
