package org.postroom.web.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postroom.agent.TicketAction;
import org.postroom.desk.ArticleFiles;
import org.postroom.desk.DeskStores;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Ticket;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The page of a ticket: its conversation, what is known about it, and what happened to it. */
final class TicketPages {
    private final Workroom room;
    private final ArticleFiles files;

    TicketPages(Workroom room, ArticleFiles files) {
        this.room = room;
        this.files = files;
    }

    List<Route> routes() {
        return List.of(Route.get("/tickets/{ticket}", new Permission.OnTicket(TicketAction.VIEW), this::show));
    }

    private Reply show(Visit visit) {
        return room.read(transaction -> show(transaction, visit));
    }

    private Reply show(Transaction transaction, Visit visit) {
        return room.look()
                .page("ticket", visit, Frame.around(room, transaction, visit, "all", model(transaction, visit)));
    }

    /** What the ticket's page shows; for pages that show it again, with what was typed. */
    Map<String, Object> model(Transaction transaction, Visit visit) {
        DeskStores stores = room.stores().mail().desk();
        Ticket ticket = stores.tickets()
                .find(transaction, visit.theTicket().id())
                .orElseThrow(() -> new IllegalStateException("A ticket vanished between gate and page"));
        Names names = new Names(room.organisation().get(), room.look().text(visit, "list.unknown"));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("ticket", ticket);
        model.put("talk", talk(transaction, visit, ticket, names));
        model.put(
                "facts",
                new Rail(stores, room.stores().lists(), room.policy(), names, visit.agent())
                        .facts(transaction, ticket));
        model.put("history", history(transaction, visit, ticket, names));
        model.put(
                "present",
                Present.beside(room, transaction, ticket.id(), visit.agent().id(), names));
        return model;
    }

    private Talk talk(Transaction transaction, Visit visit, Ticket ticket, Names names) {
        PageStores stores = room.stores();
        List<Article> articles = stores.mail().desk().articles().articles(transaction, ticket.id());
        TalkView view = TalkView.of(visit.ask());
        int news = Talk.firstNews(
                articles,
                stores.seen().lastSeen(transaction, visit.agent().id(), ticket.id()),
                visit.agent().id());
        TurnMaker maker = new TurnMaker(stores.mail(), files, names, ticket, view);
        return Talk.of(transaction, maker, articles, news, view.showsAll());
    }

    private List<HistoryWords.Row> history(Transaction transaction, Visit visit, Ticket ticket, Names names) {
        HistoryWords words =
                new HistoryWords(names, (key, arguments) -> room.look().text(visit, key, arguments));
        List<HistoryLine> lines = room.stores().mail().desk().history().history(transaction, ticket.id());
        return lines.reversed().stream().map(words::row).toList();
    }
}
