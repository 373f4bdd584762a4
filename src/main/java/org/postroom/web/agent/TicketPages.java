package org.postroom.web.agent;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postroom.agent.TicketAction;
import org.postroom.desk.ArticleFiles;
import org.postroom.desk.DeskStores;
import org.postroom.intake.HeldForwards;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Ticket;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The page of a ticket: its conversation, what is known about it, and what happened to it. */
final class TicketPages implements TicketScreen {
    private final Workroom room;
    private final ArticleFiles files;
    private final HeldForwards forwards;
    private final ActLayout acts;

    /** @param acts lays out what the reader can do */
    TicketPages(Workroom room, ArticleFiles files, HeldForwards forwards, ActLayout acts) {
        this.room = room;
        this.files = files;
        this.forwards = forwards;
        this.acts = acts;
    }

    List<Route> routes() {
        return List.of(Route.get(
                "/tickets/{ticket}",
                new Permission.OnTicket(TicketAction.VIEW),
                visit -> show(visit, 200, new Attempt.None())));
    }

    @Override
    public Reply show(Visit visit, int status, Attempt attempt) {
        Map<String, Object> model = room.read(
                transaction -> Frame.around(room, transaction, visit, "all", model(transaction, visit, attempt)));
        return Reply.html(status, room.look().render("ticket", visit, model));
    }

    private Map<String, Object> model(Transaction transaction, Visit visit, Attempt attempt) {
        DeskStores stores = room.stores().mail().desk();
        Ticket ticket = stores.tickets()
                .find(transaction, visit.theTicket().id())
                .orElseThrow(() -> new IllegalStateException("A ticket vanished between gate and page"));
        Names names = new Names(room.organisation().get(), room.look().text(visit, "list.unknown"));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("ticket", ticket);
        Talk talk = talk(transaction, visit, ticket, names);
        model.put("talk", talk);
        model.put("planned", new PlannedLayout(room).onTicket(transaction, visit, ticket.id()));
        model.put("forwarded", ForwardPages.card(transaction, forwards, visit, ticket, names, attempt));
        model.put("acts", acts.of(transaction, visit.agent(), ticket, talk.latest(), attempt));
        model.put(
                "facts",
                new Rail(stores, room.stores().lists(), room.policy(), names, visit.agent())
                        .facts(transaction, ticket));
        model.put("mayReadRaw", room.policy().allows(visit.agent(), TicketAction.READ_RAW, ticket.place()));
        model.put(
                "maySplit",
                SplitPages.isSensible(ticket, talk)
                        && room.policy().allows(visit.agent(), TicketAction.MERGE, ticket.place()));
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
        TurnMaker maker =
                new TurnMaker(stores.mail(), files, new InvitationLines(files, visit.manner()), names, ticket, view);
        return Talk.of(transaction, maker, articles, news, view.showsAll());
    }

    private List<HistoryWords.Row> history(Transaction transaction, Visit visit, Ticket ticket, Names names) {
        HistoryWords words = new HistoryWords(
                names,
                (key, arguments) -> room.look().text(visit, key, arguments),
                at -> room.look().moment(visit, at));
        DeskStores stores = room.stores().mail().desk();
        Stream<HistoryLine> merged = stores.tickets().mergedInto(transaction, ticket.id()).stream()
                .flatMap(id -> stores.history().history(transaction, id).stream());
        return Stream.concat(stores.history().history(transaction, ticket.id()).stream(), merged)
                .sorted(Comparator.comparingLong(HistoryLine::id).reversed())
                .map(words::row)
                .toList();
    }
}
