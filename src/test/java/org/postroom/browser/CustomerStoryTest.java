package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** A customer follows the link in our mail. */
@InBrowser
class CustomerStoryTest {
    /** After it an address gets automatic mail again, however much it had before. */
    private static final Duration BUDGET = Duration.ofMinutes(31);

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
        office.clock().forward(BUDGET);
        return office.opened(Letter.of(
                Story.CLARA, Office.SUPPORT, subject, "It stops after one page.\n\n-- \nClara Jensen\nCustomer Ltd"));
    }

    private static Page shown(Window agent, Ticket ticket) {
        agent.open(office.page("/tickets/" + ticket.number()));
        return agent.page();
    }

    private static void comment(Page page, String words) {
        page.locator(".composer .switch label").nth(1).click();
        page.locator(".write.comment textarea").fill(words);
        page.locator(".write.comment .primary").click();
        page.waitForURL("**done=commented**");
    }

    private static FilePayload photo() {
        return new FilePayload("Foto vom Gerät.txt", "text/plain", "A photo".getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(Page page, String words) {
        page.locator("#text").fill(words);
        page.locator("#files").setInputFiles(photo());
        page.locator("form.reply button").click();
        page.waitForURL("**done=view-arrived**");
    }

    @ParameterizedTest
    @EnumSource
    void theLinkShowsThePublicPartAndTakesAnAnswerWithAFile(Screen screen, Chromium chromium) throws IOException {
        Ticket ticket = opened("Printer " + screen.word());
        URI link = ViewLinkOf.clara(office, ticket);
        try (Window agent = chromium.window(screen).as(office, "anna");
                Window customer = chromium.window(screen)) {
            Page desk = shown(agent, ticket);
            comment(desk, "She never pays on time.");
            desk.locator(".acts [data-key=a]").click();
            desk.locator(".acts button[formaction$='/assign'][value=ben]").click();
            desk.waitForURL("**done=assigned**");

            customer.open(link);
            Page page = customer.page();
            assertThat(page.locator("h1")).hasText(ticket.subject());
            assertThat(page.locator(".letters")).containsText("It stops after one page.");
            assertThat(page.locator(".stand")).containsText("We owe you an answer.");
            assertThat(page.content())
                    .doesNotContain("She never pays")
                    .doesNotContain("Anna Berg")
                    .doesNotContain("Ben Cole")
                    .doesNotContain("history");
            assertThat(Axe.violations(page)).isEmpty();

            answer(page, "Now it blinks too.");
            assertThat(page.locator("#answer .notice")).isInViewport();
            assertThat(page.locator(".letters")).containsText("Now it blinks too.");
            assertThat(page.locator("#text")).hasValue("");
            assertThat(Axe.violations(page)).isEmpty();

            shown(agent, ticket);
            Locator turn = desk.locator(".turn", new Page.LocatorOptions().setHasText("Now it blinks too."));
            assertThat(turn.locator(".who")).hasText("Clara Jensen");
            Download photo = desk.waitForDownload(turn.locator(".files a")::click);
            assertThat(photo.suggestedFilename()).isEqualTo("Foto vom Gerät.txt");
            assertThat(Files.readString(photo.path())).isEqualTo("A photo");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answeringOnThePageOpensAClosedTicketAgain(boolean script, Chromium chromium) {
        Ticket ticket = opened("Closed too early");
        Screen screen = Screen.PHONE_LIGHT;
        try (Window agent = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna");
                Window customer = script ? chromium.window(screen) : chromium.windowWithoutScript(screen)) {
            Page desk = shown(agent, ticket);
            desk.locator(".acts [data-key=e]").click();
            desk.waitForURL("**done=closed**");

            customer.open(ViewLinkOf.clara(office, ticket));
            assertThat(customer.page().locator(".stand.closed")).isVisible();
            answer(customer.page(), "It is not settled.");
            assertThat(customer.page().locator(".stand.active")).isVisible();
            assertThat(office.again(ticket).state()).isEqualTo(TicketState.ACTIVE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRevokedLinkSaysSoAndHelps(Screen screen, Chromium chromium) {
        Ticket ticket = opened("Revoked " + screen.word());
        URI link = ViewLinkOf.clara(office, ticket);
        try (Window agent = chromium.window(screen).as(office, "anna").saying("Revoke all links");
                Window customer = chromium.window(screen).expecting("status of 404")) {
            customer.open(link);
            Page desk = shown(agent, ticket);
            assertThat(desk.locator(".view-links")).containsText("One works.");
            desk.locator(".view-links button").click();
            desk.waitForURL("**done=links-revoked**");
            assertThat(desk.locator(".view-links")).containsText("None that works.");

            Page page = customer.page();
            page.reload();
            assertThat(page.locator("h1")).hasText("This link no longer works");
            assertThat(page.locator("main")).containsText("answer the last mail you got from us");
            assertThat(page.content()).doesNotContain(ticket.subject()).doesNotContain("It stops");
            assertThat(Axe.violations(page)).isEmpty();
        }
    }
}
