package org.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.conversation.ViewLinks;
import org.postroom.mail.Bytes;
import org.postroom.ticket.Ticket;

/**
 * F1, F2, F3: each payload as HTML, text, subject, name and file of a mail, in every view of it, as text and in Chromium. Nothing
 * runs, nothing is loaded from elsewhere by the browser or by the daemon, and nothing that could is in any document.
 */
@InBrowser
class HostileMailTest {
    private static final Path PAYLOADS = Path.of("src/test/resources/hostile/payloads.txt");
    private static final int AT_LEAST = 150;
    private static final Duration LONGEST_DELIVERY = Duration.ofMinutes(5);

    private static Listener listener;
    private static Office office;
    private static HttpClient client;
    private static String session;
    private static List<Ticket> tickets;

    @BeforeAll
    static void everyPayloadComesByMail() throws IOException {
        listener = Listener.open();
        office = Office.open(Map.of("flood.tickets-per-sender", "1000"));
        client = HttpClient.newHttpClient();
        session = office.session("anna");
        List<String> payloads = Files.readAllLines(PAYLOADS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .map(line -> line.replace("{url}", listener.url()))
                .toList();
        assertThat(payloads).hasSizeGreaterThan(AT_LEAST);
        payloads.forEach(payload -> office.send(letter(payload)));
        await().atMost(LONGEST_DELIVERY)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(office.tickets()).hasSize(payloads.size()));
        tickets = office.tickets();
    }

    private static Letter letter(String payload) {
        Bytes content = Bytes.of(payload);
        return Letter.of(new Letter.Person(payload, "mallory@evil.example.org"), Office.SUPPORT, payload, payload)
                .html(payload)
                .file(payload + ".html", "text/html", content)
                .file(
                        "picture.svg",
                        "image/svg+xml",
                        Bytes.of("<svg xmlns='http://www.w3.org/2000/svg'>" + payload + "</svg>"))
                .file("sheet.xml", "text/xml", content);
    }

    @AfterAll
    static void close() {
        client.close();
        office.close();
        listener.close();
    }

    private static String ticketPath(Ticket ticket) {
        return "/tickets/" + ticket.number();
    }

    /** The page behind a new link of the ticket's customer. */
    private static String customersPath(Ticket ticket) {
        return "/view/"
                + office.database()
                        .<String>write(transaction -> ViewLinks.jdbi(new SecureRandom())
                                .create(
                                        transaction,
                                        ticket.id(),
                                        ticket.customer().orElseThrow().address(),
                                        office.clock().instant(),
                                        Duration.ofDays(1)));
    }

    private static long article(Ticket ticket) {
        return office.articles(ticket).getFirst().id().value();
    }

    @Test
    void noPageHoldsAnythingThatActs() {
        Map<String, List<String>> found = new TreeMap<>();
        for (Ticket ticket : tickets) {
            String path = ticketPath(ticket);
            for (String view : List.of("", "?formatted=" + article(ticket), "?whole=" + article(ticket))) {
                note(found, ticket, view, Danger.inPage(get(path + view).body()));
            }
            for (String view : List.of("", "?remote=yes")) {
                String frame = path + "/articles/" + article(ticket) + "/html" + view;
                note(found, ticket, "frame" + view, Danger.inFrame(get(frame).body()));
            }
            note(
                    found,
                    ticket,
                    "customer's page",
                    Danger.inPage(get(customersPath(ticket)).body()));
        }
        for (Optional<String> next = Optional.of("/tickets"); next.isPresent(); ) {
            String body = get(next.get()).body();
            note(found, tickets.getFirst(), "list", Danger.inPage(body));
            next = org.jsoup.Jsoup.parse(body).select("a[rel=next]").stream()
                    .map(link -> link.attr("href"))
                    .findFirst();
        }
        for (String page : List.of("/", "/rows", "/queue", "/quarantine", "/departments", "/agents")) {
            note(found, tickets.getFirst(), page, Danger.inPage(get(page).body()));
        }
        assertThat(found).isEmpty();
    }

    private static void note(Map<String, List<String>> found, Ticket ticket, String view, List<String> dangers) {
        if (!dangers.isEmpty()) {
            found.put(ticket.number() + " " + view + " " + ticket.subject(), dangers);
        }
    }

    @Test
    void framesMayDoNothingWhereverTheyAreOpened() {
        for (Ticket ticket : tickets) {
            HttpResponse<String> frame = get(ticketPath(ticket) + "/articles/" + article(ticket) + "/html");
            String policy =
                    frame.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(policy)
                    .contains("default-src 'none'")
                    .contains("sandbox")
                    .doesNotContain("allow-scripts")
                    .doesNotContain("allow-same-origin")
                    .doesNotContain("allow-forms")
                    .doesNotContain("allow-top-navigation");
            assertThat(frame.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void filesAreDownloadsAndNeverPages() {
        for (Ticket ticket : tickets) {
            for (int place = 0; place < 3; place++) {
                HttpResponse<String> file =
                        get(ticketPath(ticket) + "/articles/" + article(ticket) + "/files/" + place);
                assertThat(file.statusCode()).isEqualTo(200);
                assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                        .startsWith("attachment");
                assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(file.headers().firstValue("Content-Security-Policy").orElse(""))
                        .contains("sandbox")
                        .contains("default-src 'none'");
                assertThat(file.headers().firstValue("Content-Type").orElse(""))
                        .doesNotContain("html")
                        .doesNotContain("svg")
                        .doesNotContain("xml");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void nothingRunsInTheLists(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna")) {
            window.open(office.page("/tickets"));
            while (window.page().locator("a[rel=next]").count() > 0) {
                window.page().locator("a[rel=next]").click();
                window.page().waitForLoadState();
            }
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void nothingRunsOnTheTicketsPageWithTheMailInItsFrame(Chromium chromium) {
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = window.page();
            for (Ticket ticket : tickets) {
                window.open(office.page(ticketPath(ticket) + "?formatted=" + article(ticket)));
                assertThat(page.url())
                        .startsWith(office.page(ticketPath(ticket)).toString());
                assertThat(window.complaints()).as(ticket.subject()).isEmpty();
            }
            assertThat(window.context().pages()).as("no window of its own").hasSize(1);
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void nothingRunsOnTheCustomersPage(Chromium chromium) {
        try (Window window = chromium.window(Screen.PHONE_DARK)) {
            for (Ticket ticket : tickets) {
                String path = customersPath(ticket);
                window.open(office.page(path));
                assertThat(window.page().url()).isEqualTo(office.page(path).toString());
                assertThat(window.page().locator("h1").count()).isEqualTo(1);
                assertThat(window.complaints()).as(ticket.subject()).isEmpty();
            }
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void nothingRunsWhenTheFrameIsOpenedByItself(Chromium chromium) {
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            for (Ticket ticket : tickets) {
                String frame = ticketPath(ticket) + "/articles/" + article(ticket) + "/html";
                window.open(office.page(frame));
                assertThat(window.page().url()).isEqualTo(office.page(frame).toString());
                assertThat(window.complaints()).as(ticket.subject()).isEmpty();
            }
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void theDaemonItselfFetchesNothing() {
        assertThat(listener.connections()).isZero();
    }

    private static HttpResponse<String> get(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(office.page(path))
                            .header("Cookie", session)
                            .build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
