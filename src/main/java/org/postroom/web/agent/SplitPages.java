package org.postroom.web.agent;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.TicketAction;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.desk.Outcome;
import org.postroom.desk.Splitting;
import org.postroom.desk.Subjects;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** Where an agent chooses which articles of a ticket become one of their own. */
final class SplitPages {
    private static final int UNPROCESSABLE = 422;
    private static final int LONGEST_WORDS = 160;

    private final Workroom room;
    private final Splitting splitting;

    SplitPages(Workroom room, Splitting splitting) {
        this.room = room;
        this.splitting = splitting;
    }

    List<Route> routes() {
        Permission merge = new Permission.OnTicket(TicketAction.MERGE);
        return List.of(
                Route.get("/tickets/{ticket}/split", merge, this::show),
                Route.post("/tickets/{ticket}/split", merge, this::split));
    }

    /** Whether there is something to split off, and something that stays. */
    static boolean isSensible(Ticket ticket, Talk talk) {
        boolean changes = ticket.state() != TicketState.LOCKED && ticket.state() != TicketState.MERGED;
        return changes && talk.beginning().size() + talk.hidden() + talk.rest().size() > 1;
    }

    /**
     * An article to choose.
     *
     * @param held whether it cannot be chosen
     * @param words its beginning
     */
    record Row(long id, String name, Instant at, boolean inside, boolean held, boolean chosen, String words) {}

    /** What stands in the form. */
    private record Filled(Set<ArticleId> chosen, String subject, List<String> faults) {}

    private Reply show(Visit visit) {
        Optional<ArticleId> from = visit.ask().query("from").flatMap(TalkView::article);
        boolean after = visit.ask().query("after").filter("yes"::equals).isPresent();
        return room.read(transaction -> {
            List<Article> articles = articles(transaction, visit);
            Set<ArticleId> chosen = articles.stream()
                    .map(Article::id)
                    .filter(id -> from.filter(first -> id.equals(first) || (after && id.value() > first.value()))
                            .isPresent())
                    .collect(Collectors.toSet());
            String subject = Subjects.of(room.organisation().get())
                    .firstOf(articles.stream()
                            .filter(article -> chosen.contains(article.id()))
                            .toList());
            return page(transaction, visit, 200, new Filled(chosen, subject, List.of()));
        });
    }

    private Reply split(Visit visit) {
        Set<ArticleId> chosen = visit.ask().fields("article").stream()
                .flatMap(text -> TalkView.article(text).stream())
                .collect(Collectors.toSet());
        String subject = visit.ask().field("subject");
        Splitting.Wish wish = new Splitting.Wish(visit.agent(), chosen, subject);
        Outcome outcome = room.write(transaction -> splitting.split(transaction, visit.theTicket(), wish));
        return switch (outcome) {
            case Outcome.Done done -> Reply.seeOther("/tickets/" + done.ticket().number() + "?done=split");
            case Outcome.Doubtful(List<String> reasons) -> refused(visit, new Filled(chosen, subject, reasons));
            case Outcome.Refused(List<String> reasons) -> refused(visit, new Filled(chosen, subject, reasons));
        };
    }

    private Reply refused(Visit visit, Filled filled) {
        return room.read(transaction -> page(transaction, visit, UNPROCESSABLE, filled));
    }

    private List<Article> articles(Transaction transaction, Visit visit) {
        return room.stores()
                .mail()
                .desk()
                .articles()
                .articles(transaction, visit.theTicket().id());
    }

    private Reply page(Transaction transaction, Visit visit, int status, Filled filled) {
        Names names = new Names(room.organisation().get(), room.look().text(visit, "list.unknown"));
        Map<String, Object> model = new HashMap<>();
        model.put("ticket", visit.theTicket());
        model.put("subject", filled.subject());
        model.put("faults", filled.faults());
        model.put("from", visit.ask().query("from").flatMap(TalkView::article).map(ArticleId::value));
        model.put("after", visit.ask().query("after").isPresent());
        model.put(
                "rows",
                articles(transaction, visit).stream()
                        .map(article -> row(article, names, filled.chosen()))
                        .toList());
        return Reply.html(
                status,
                room.look().render("ticket-split", visit, Frame.around(room, transaction, visit, "all", model)));
    }

    private static Row row(Article article, Names names, Set<ArticleId> chosen) {
        Article.Content content = article.content();
        boolean held = content.kind() == Article.Kind.HELD_MAIL;
        String name = content.by().actor() instanceof Actor.Agent
                ? names.of(content.by().actor())
                : content.addresses()
                        .from()
                        .map(NamedAddress::label)
                        .orElseGet(() -> names.of(content.by().actor()));
        return new Row(
                article.id().value(),
                name,
                article.at(),
                content.visibility() == Article.Visibility.INTERNAL && !held,
                held,
                chosen.contains(article.id()) && !held,
                words(content.text()));
    }

    private static String words(String text) {
        String line = QuoteSplitter.split(ViewLinkForm.hiddenIn(text))
                .newText()
                .replaceAll("[\\s\\p{Cntrl}\\p{Z}]+", " ")
                .strip();
        int end = Math.min(line.length(), LONGEST_WORDS);
        return line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, end)));
    }
}
