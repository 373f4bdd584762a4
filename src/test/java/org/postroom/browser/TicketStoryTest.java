package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** Agents do on a ticket's page what is to be done. */
@InBrowser
class TicketStoryTest {
    private static Office office;

    @BeforeAll
    static void open() {
        office = Office.open();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Ticket opened(String subject) {
        return office.opened(Letter.of(Story.CLARA, Office.SUPPORT, subject, "It stops after one page."));
    }

    private static Page shown(Window window, Ticket ticket) {
        window.open(office.page("/tickets/" + ticket.number()));
        return window.page();
    }

    /** Presses one of the buttons above a ticket, and waits until it is done. */
    private static void press(Page page, String key, String done) {
        page.locator(".acts [data-key=" + key + "]").click();
        page.waitForURL("**done=" + done + "**");
        assertThat(page.locator(".notice:not(.storm)")).isVisible();
    }

    @ParameterizedTest
    @EnumSource
    void whatAnAgentDoesIsDoneAndStandsInTheHistory(Screen screen, Chromium chromium) {
        Ticket ticket = opened("Acts " + screen.word());
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = shown(window, ticket);
            press(page, "t", "taken");
            assertThat(page.locator(".acts [data-key=t]")).hasCount(0);
            page.locator(".acts [data-key=a]").click();
            page.locator(".acts button[formaction$='/assign'][value=ben]").click();
            page.waitForURL("**done=assigned**");
            assertThat(page.locator(".head .title .line")).containsText("Ben Cole");

            page.locator(".composer .switch label").nth(1).click();
            page.locator(".write.comment textarea").fill("She rang too.");
            page.locator(".write.comment .primary").click();
            page.waitForURL("**done=commented**");
            assertThat(page.locator(".turn.inside")).containsText("She rang too.");

            press(page, "e", "closed");
            assertThat(page.locator(".head .pill")).hasText("Closed");
            press(page, "e", "reopened");
            assertThat(page.locator(".head .pill")).hasText("Active");
            assertThat(office.again(ticket).state()).isEqualTo(TicketState.ACTIVE);

            page.locator(".past > summary").click();
            assertThat(page.locator(".log li p:first-child")).containsText(new String[] {
                "reopened it", "closed it", "left a comment", "assigned it to Ben Cole", "took it", "opened the ticket"
            });
            assertThat(page.locator(".log li").first()).containsText("on the page");
            assertThat(Axe.violations(page)).isEmpty();
        }
    }

    @Test
    void keysDoTheSameAsButtons(Chromium chromium) {
        Ticket ticket = opened("Keys");
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "ben")) {
            Page page = shown(window, ticket);
            page.keyboard().press("t");
            page.waitForURL("**done=taken**");
            page.keyboard().press("e");
            page.waitForURL("**done=closed**");
            page.keyboard().press("u");
            page.waitForURL("**/tickets");
            assertThat(office.again(ticket).state()).isEqualTo(TicketState.CLOSED);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void aMailTellsWhyItIsHereAndManagersGetItAsItCame(Screen screen, Chromium chromium) throws IOException {
        Ticket ticket = opened("Trace " + screen.word());
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = shown(window, ticket);
            Locator about = page.locator(".turn details.to").first();
            about.locator("summary").click();
            assertThat(about.locator(".trace li").first()).isVisible();
            Download raw = page.waitForDownload(about.locator("a[download]")::click);
            assertThat(raw.suggestedFilename())
                    .startsWith(ticket.number() + "-")
                    .endsWith(".eml");
            assertThat(Files.readString(raw.path())).contains("Message-ID: <").contains("clara@customer.example.org");
            assertThat(Axe.violations(page)).isEmpty();
        }
    }

    @Test
    void whoIsNoManagerIsNotOfferedTheRawMailAndToldWhy(Chromium chromium) {
        Ticket ticket = opened("Not for all");
        long article = office.articles(ticket).getFirst().id().value();
        try (Window window =
                chromium.window(Screen.DESKTOP_LIGHT).as(office, "ben").expecting("status of 403")) {
            Page page = shown(window, ticket);
            page.locator(".turn details.to summary").first().click();
            assertThat(page.locator(".turn .trace").first()).isVisible();
            assertThat(page.locator("a[href$='/raw']")).hasCount(0);
            window.open(office.page("/tickets/" + ticket.number() + "/articles/" + article + "/raw"));
            assertThat(page.locator("main")).containsText("its managers can help: Anna Berg");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void agentsSeeEachOtherLookAndWriteAndAreToldOfWhatComes(Screen screen, Chromium chromium) {
        Ticket ticket = opened("Together " + screen.word());
        try (Window bens = chromium.window(screen).as(office, "ben")) {
            Page ben = bens.page();
            try (Window annas = chromium.window(screen).as(office, "anna")) {
                Page anna = shown(annas, ticket);
                assertThat(anna.locator("#presence")).isEmpty();
                shown(bens, ticket);
                assertThat(ben.locator("#presence")).containsText("Anna Berg is looking");

                beat(anna);
                assertThat(anna.locator("#presence")).containsText("Ben Cole is looking");
                anna.locator(".write.answer textarea").fill("I have it: ");
                beat(anna);
                beat(ben);
                assertThat(ben.locator("#presence")).containsText("Anna Berg is writing");
                assertThat(Axe.violations(ben)).isEmpty();

                anna.locator(".write.answer .primary").click();
                anna.waitForURL("**done=answered**");
                beat(ben);
                ben.locator("#fresh a").click();
                assertThat(ben.locator(".turn").last()).containsText("I have it:");
            }
            // Her page is closed, which tells nothing: as long as it is open, it may say at any time that she is there
            office.clock().forward(Duration.ofMinutes(1));
            beat(ben);
            assertThat(ben.locator("#presence")).isEmpty();
        }
    }

    /** What an open page does every ten seconds. */
    private static void beat(Page page) {
        page.waitForResponse(
                response -> response.url().endsWith("/presence"),
                () -> page.locator("#presence").dispatchEvent("refresh"));
    }
}
