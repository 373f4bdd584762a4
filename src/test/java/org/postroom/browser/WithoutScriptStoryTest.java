package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** A whole day's work with JavaScript switched off. */
@InBrowser
class WithoutScriptStoryTest {
    private static final int A_PAGE_AND_MORE = 52;

    private static final Letter.Person COLLEAGUE = new Letter.Person("Carl Jensen", "carl@customer.example.org");

    private Office office;
    private Ticket ticket;

    @BeforeEach
    void open() {
        office = Office.open();
        office.givePassword("anna");
        IntStream.rangeClosed(1, A_PAGE_AND_MORE)
                .forEach(i -> office.send(Letter.of(COLLEAGUE, Office.TECHNICAL, "Question " + i, "Hello")));
        Office.awaited(
                "all tickets",
                () -> java.util.Optional.of(office.tickets()).filter(all -> all.size() == A_PAGE_AND_MORE));
        ticket = office.opened(Letter.of(Story.CLARA, Office.SUPPORT, "The printer stops", "After one page.")
                .html("<p>After <b>one</b> page.</p>"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void everythingEssentialWorks(Screen screen, Chromium chromium) {
        try (Window window = chromium.windowWithoutScript(screen)) {
            Page page = window.page();
            window.open(office.page("/tickets"));
            logIn(page);
            findTheTicket(page);
            readIt(page);
            answerWithAFile(page);
            comment(page);
            passOnAndClose(page);
            settle(page);
            logOut(page);
        }
    }

    private static void logIn(Page page) {
        page.locator("[name=account]").fill("anna");
        page.locator("[name=password]").fill(Office.PASSWORD);
        page.locator("form[action='/login'] button.primary").click();
        assertThat(page.locator("h1")).hasText("All tickets");
    }

    private void findTheTicket(Page page) {
        assertThat(page.locator(".row")).hasCount(50);
        page.locator("a[rel=next]").click();
        assertThat(page.locator(".row")).hasCount(A_PAGE_AND_MORE + 1 - 50);
        page.locator("select[name=place]").selectOption("support");
        page.locator(".bar button[type=submit]").click();
        assertThat(page.locator(".row")).hasCount(1);
        page.locator(".row a.subject").click();
        assertThat(page.locator("h1")).hasText("The printer stops");
    }

    private void readIt(Page page) {
        page.locator(".turn .tools a", new Page.LocatorOptions().setHasText("formatted"))
                .click();
        assertThat(page.frameLocator("iframe.frame").locator("b")).hasText("one");
        page.locator(".past > summary").click();
        assertThat(page.locator(".log")).containsText("opened the ticket");
        page.locator(".rail a[href$='/links']").click();
        assertThat(page.locator("main")).containsText("One works.");
        page.locator("main a.button[href^='/tickets/']").click();
    }

    private void answerWithAFile(Page page) {
        page.locator(".write.answer textarea").fill("Open tray 2.");
        page.locator(".write.answer input[type=file]")
                .setInputFiles(new FilePayload("steps.txt", "text/plain", "1. Open".getBytes(StandardCharsets.UTF_8)));
        page.locator(".write.answer .primary").click();
        assertThat(page.locator(".notice:not(.storm)")).hasText("Your answer is on its way.");
        Article answer = office.articles(ticket).getLast();
        assertThat(answer.content().text()).isEqualTo("Open tray 2.");
        assertThat(answer.content().attachments())
                .extracting(Article.AttachedFile::name)
                .containsExactly("steps.txt");
    }

    private void comment(Page page) {
        page.locator(".composer .switch label").nth(1).click();
        page.locator(".write.comment textarea").fill("She rang.");
        page.locator(".write.comment .primary").click();
        assertThat(page.locator(".turn.inside")).containsText("She rang.");
    }

    private void passOnAndClose(Page page) {
        page.locator(".acts [data-key=a]").click();
        page.locator(".acts button[formaction$='/assign'][value=ben]").click();
        assertThat(page.locator(".head .title .line")).containsText("Ben Cole");
        page.locator(".acts button[formaction$='/close']").click();
        assertThat(page.locator(".head .pill")).hasText("Closed");
        assertThat(office.again(ticket).state()).isEqualTo(TicketState.CLOSED);
    }

    private static void settle(Page page) {
        page.locator(".side .person").click();
        page.locator("#language").selectOption("de");
        page.locator("form[action='/settings'] .primary").click();
        assertThat(page.locator("h1")).hasText("Einstellungen");
        assertThat(page.locator(".notice:not(.storm)")).isVisible();
    }

    private void logOut(Page page) {
        page.locator("form[action='/logout'] button").click();
        page.navigate(office.page("/tickets/" + ticket.number()).toString());
        assertThat(page.locator("[name=password]")).isVisible();
    }
}
