package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.testing.HostileWords;
import org.postroom.ticket.Ticket;
import org.slf4j.LoggerFactory;

/** F13, F14: five hundred words that mean something to some program stay words: as subject, name, text, search and account. */
class LiteralWordsTest {
    private static final int ALL = HostileWords.ALL.size();

    private static final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    private static Office office;
    private static List<String> words;
    private static Caller anna;

    @BeforeAll
    static void allOfThemComeByMail() {
        root().addAppender(logged);
        logged.start();
        office = Office.open(Map.of("flood.tickets-per-sender", "1000"));
        words = HostileWords.ALL;
        words.forEach(word -> office.send(
                Letter.of(new Letter.Person(word, "words@customer.example.org"), Office.SUPPORT, word, word)));
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(office.tickets()).hasSize(ALL));
        anna = Caller.agent(office, "anna");
    }

    @AfterAll
    static void close() {
        anna.close();
        office.close();
        root().detachAppender(logged);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @Test
    void subjectNameAndTextAreKeptAsTheyCame() {
        assertThat(office.tickets().stream().map(Ticket::subject)).containsExactlyInAnyOrderElementsOf(words);
        for (Ticket ticket : office.tickets()) {
            String word = ticket.subject();
            assertThat(ticket.customer().orElseThrow().name()).isEqualTo(word);
            assertThat(office.articles(ticket).getFirst().content().text().strip())
                    .isEqualTo(word);
        }
    }

    @Test
    void theListShowsThemAsTheyCame() {
        List<String> subjects = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Optional<String> next = Optional.of("/tickets"); next.isPresent(); ) {
            Document page = Jsoup.parse(anna.get(next.get()).body());
            page.select(".row a.subject b").forEach(shown -> subjects.add(shown.wholeText()));
            page.select(".row .who").forEach(shown -> names.add(shown.wholeText()));
            next = page.select("a[rel=next]").stream()
                    .map(link -> link.attr("href"))
                    .findFirst();
        }
        assertThat(subjects).containsExactlyInAnyOrderElementsOf(words);
        assertThat(names).containsExactlyInAnyOrderElementsOf(words);
    }

    @Test
    void theTicketsPageShowsThemAsTheyCame() {
        for (Ticket ticket : office.tickets()) {
            String word = ticket.subject();
            Document page = Jsoup.parse(anna.get("/tickets/" + ticket.number()).body());
            assertThat(page.expectFirst("h1").wholeText()).contains(word);
            assertThat(page.expectFirst(".turn .text").wholeText().strip()).isEqualTo(word);
            assertThat(page.expectFirst(".turn .who").wholeText()).contains(word);
            assertThat(page.title()).contains(word);
        }
    }

    @Test
    void noFieldOfTheListTakesThemForMore() {
        for (int i = 0; i < words.size(); i++) {
            String word = Caller.encoded(words.get(i));
            String field =
                    List.of("text", "state", "place", "whose", "sort", "after").get(i % 6);
            assertThat(anna.get("/tickets?" + field + "=" + word).statusCode())
                    .as(field + "=" + words.get(i))
                    .isIn(200, 400);
        }
        assertThat(office.tickets()).hasSize(ALL);
    }

    @Test
    void noAccountIsFoundByThem() {
        try (Caller nobody = Caller.nobody(office)) {
            Stream.iterate(0, i -> i < words.size(), i -> i + HostileWords.EACH)
                    .forEach(i -> assertThat(
                                    nobody.post("/login", Map.of("account", words.get(i), "password", words.get(i)))
                                            .statusCode())
                            .as(words.get(i))
                            .isIn(403, 429));
        }
    }

    @Test
    void eachMailIsOneLineOfTheLogAndNoneOfItsWordsIsInIt() {
        List<ILoggingEvent> events = List.copyOf(logged.list);
        assertThat(events.stream().filter(event -> event.getMessage().equals("Mail settled")))
                .hasSize(ALL);
        assertThat(events).noneMatch(event -> event.getThrowableProxy() != null);
        String all = events.stream()
                .map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs())
                .reduce("", (one, other) -> one + "\n" + other);
        assertThat(words).noneMatch(all::contains);
    }
}
