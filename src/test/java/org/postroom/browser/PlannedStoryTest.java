package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** Answers that can be taken back, and answers that are sent later. */
@InBrowser
class PlannedStoryTest {
    private static Office office;

    @BeforeAll
    static void open() {
        office = Office.openWith(Map.of(
                "departments/support", Map.of("answers.undo", "60s"),
                "departments/billing", Map.of("answers.undo", "4s")));
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Ticket opened(String subject) {
        return opened(Office.SUPPORT, subject);
    }

    private static Ticket opened(String department, String subject) {
        return office.opened(Letter.of(Story.CLARA, department, subject, "It stops after one page."));
    }

    private static Page shown(Window window, Ticket ticket) {
        window.open(office.page("/tickets/" + ticket.number()));
        return window.page();
    }

    private static void write(Page page, String text) {
        page.locator(".write.answer textarea").fill(text);
    }

    @Test
    void whatIsUndoneIsInTheComposerAgain(Chromium chromium) {
        Ticket ticket = opened("Undone");
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = shown(window, ticket);
            write(page, "Open tray 2");
            page.locator(".write.answer [name=files]")
                    .setInputFiles(
                            new FilePayload("tray.txt", "text/plain", "The tray".getBytes(StandardCharsets.UTF_8)));
            assertThat(page.locator(".write.answer .chip")).containsText("tray.txt");
            page.locator(".write.answer .primary").click();
            page.waitForURL("**done=leaving**");
            assertThat(page.locator(".planned .text")).hasText("Open tray 2");
            page.locator(".planned button").first().click();
            page.waitForURL("**done=taken-back**");
            assertThat(page.locator(".write.answer textarea")).hasValue("Open tray 2");
            assertThat(page.locator(".write.answer .chip")).containsText("tray.txt");
            assertThat(page.locator(".planned")).hasCount(0);
        }
    }

    @Test
    void itCountsDownAndLeaves(Chromium chromium) {
        Ticket ticket = opened(Office.BILLING, "Counted");
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = shown(window, ticket);
            write(page, "Open tray 2");
            page.locator(".write.answer .primary").click();
            assertThat(page.locator(".planned [data-left]")).hasText(Pattern.compile("Leaves in [0-3] s"));
            office.clock().forward(Duration.ofSeconds(4));
            assertThat(page.locator("#planned")).containsText("It waits no more");
            await().untilAsserted(() -> assertThat(
                            office.articles(ticket).getLast().content().kind())
                    .isEqualTo(Article.Kind.ANSWER));
        }
    }

    @Test
    void whoGoesOnToTheListStillHasTheButton(Chromium chromium) {
        Ticket ticket = opened("From the list");
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = shown(window, ticket);
            write(page, "Open tray 2");
            page.locator(".write.answer button[name=then][value=close]").click();
            page.waitForURL("**whose=nobody**");
            page.locator(".leaving button").first().click();
            page.waitForURL("**done=taken-back**");
            assertThat(page.locator(".write.answer textarea")).hasValue("Open tray 2");
            assertThat(office.again(ticket).state()).isEqualTo(TicketState.ACTIVE);
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void anAnswerIsSentLater(Screen screen, Chromium chromium) {
        Ticket ticket = opened("Later " + screen.word());
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = shown(window, ticket);
            write(page, "Hello Clara,\n\nplease open tray 2 and take out the blue strip.\n\nKind regards");
            page.locator(".menu.later > summary").click();
            assertThat(Axe.violations(page)).isEmpty();
            LocalDateTime then = LocalDateTime.ofInstant(office.clock().instant(), ZoneOffset.UTC)
                    .plusDays(3);
            page.locator("#later-at").fill(then.toLocalDate() + "T09:30");
            page.locator("button[name=later][value=at]").click();
            page.waitForURL("**done=planned**");
            assertThat(page.locator(".planned .to")).containsText("Leaves ");
            assertThat(Axe.violations(page)).isEmpty();
            page.locator(".nav a[href='/planned']").click();
            assertThat(page.locator(".planned").first()).containsText("Later ");
            assertThat(Axe.violations(page)).isEmpty();
        }
    }
}
