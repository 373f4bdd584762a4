package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;

/** Whatever is merged and split, in whatever order: no article, no line of a history, no way back is lost or doubled. */
@OnBothDatabases
class MergedAndSplitTest {
    private static final int TICKETS = 8;
    private static final int STEPS = 40;

    private final Random random = new Random(seed());
    private final Set<TicketId> all = new HashSet<>();
    private final Set<String> texts = new HashSet<>();
    private long lines;

    private static long seed() {
        long seed = System.nanoTime();
        System.out.println("MergedAndSplitTest with seed " + seed);
        return seed;
    }

    @DatabaseTest
    void nothingIsLostOrDoubled(Database database) {
        DeskAt desk = new DeskAt(database, 1);
        for (int i = 0; i < TICKETS; i++) {
            all.add(desk.opened(customer(i), text()).id());
        }
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(3)) {
                case 0 -> merge(desk);
                case 1 -> split(desk);
                default -> comes(desk);
            }
            check(desk);
        }
    }

    private static NamedAddress customer(int number) {
        return NamedAddress.of(EmailAddress.of("customer" + number + "@example.net"));
    }

    private String text() {
        String text = "text " + texts.size();
        texts.add(text);
        return text;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void merge(DeskAt desk) {
        Ticket from = one(desk.tickets());
        TicketId named = one(List.copyOf(all));
        Outcome outcome = desk.act(
                SampleCompany.ANNA, from.id(), new Act.Merge(desk.ticket(named).number()));
        assertThat(outcome).isNotInstanceOf(Outcome.Doubtful.class);
    }

    private void split(DeskAt desk) {
        Ticket ticket = one(desk.tickets());
        Set<ArticleId> chosen = desk.articles(ticket.id()).stream()
                .map(Article::id)
                .filter(_ -> random.nextBoolean())
                .collect(Collectors.toSet());
        Splitting.Wish wish = new Splitting.Wish(
                SampleCompany.organisation().agent(SampleCompany.ANNA).orElseThrow(), chosen, "");
        Outcome outcome = desk.database()
                .<Outcome>write(transaction -> desk.room().splitting().split(transaction, ticket, wish));
        if (outcome instanceof Outcome.Done done) {
            all.add(done.ticket().id());
        }
    }

    private void comes(DeskAt desk) {
        Ticket ticket = one(desk.tickets());
        desk.comes(ticket.id(), one(desk.people(ticket.id())), text());
    }

    private void check(DeskAt desk) {
        List<Article> articles =
                all.stream().flatMap(id -> desk.articles(id).stream()).toList();
        assertThat(articles).extracting(article -> article.content().text()).containsExactlyInAnyOrderElementsOf(texts);
        List<HistoryLine> history =
                all.stream().flatMap(id -> desk.history(id).stream()).toList();
        assertThat(history).extracting(HistoryLine::id).doesNotHaveDuplicates();
        assertThat(history.size()).isGreaterThanOrEqualTo((int) lines);
        lines = history.size();
        articles.forEach(article -> assertThat(desk.ticketsOf(article.content().text()))
                .as(article.content().text())
                .containsExactly(article.ticket()));
        Set<TicketId> living = desk.tickets().stream().map(Ticket::id).collect(Collectors.toSet());
        assertThat(articles).extracting(Article::ticket).isSubsetOf(living);
        for (TicketId id : living) {
            Stream<NamedAddress> writers =
                    desk.articles(id).stream().flatMap(article -> article.content().addresses().from().stream());
            assertThat(desk.people(id)).containsAll(new ArrayList<>(writers.toList()));
        }
    }
}
