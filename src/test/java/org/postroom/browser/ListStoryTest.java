package org.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

@InBrowser
class ListStoryTest {
    private static final int A_PAGE_AND_MORE = 60;

    private static Office office;

    @BeforeAll
    static void open() {
        office = Office.open();
        IntStream.rangeClosed(1, A_PAGE_AND_MORE).forEach(i -> office.send(letter("Question " + i)));
        Office.awaited(
                "all tickets",
                () -> java.util.Optional.of(office.tickets()).filter(tickets -> tickets.size() == A_PAGE_AND_MORE));
        office.opened(Letter.of(Story.CLARA, Office.TECHNICAL, "Kühlschrank brummt", "Er brummt."));
    }

    private static Letter letter(String subject) {
        return Letter.of(Story.CLARA, Office.SUPPORT, subject, "Hello");
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_LIGHT"})
    void anAgentFindsATicketByAWordOfItsSubject(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/tickets"));
            page.getByRole(AriaRole.SEARCHBOX).fill("kühlschrank");
            page.getByRole(AriaRole.SEARCHBOX).press("Enter");
            page.waitForURL("**text=**");
            assertThat(subjects(page)).containsExactly("Kühlschrank brummt");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void choosingADepartmentShowsItsTickets(boolean script, Chromium chromium) {
        Screen screen = Screen.DESKTOP_LIGHT;
        try (Window window =
                (script ? chromium.window(screen) : chromium.windowWithoutScript(screen)).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/tickets"));
            page.locator("select[name=place]").selectOption("technical");
            if (!script) {
                page.locator(".bar button[type=submit]").click();
            }
            page.waitForURL("**place=technical**");
            assertThat(subjects(page)).containsExactly("Kühlschrank brummt");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pagesFollowEachOtherWithoutLosingATicket(boolean script, Chromium chromium) {
        Screen screen = Screen.DESKTOP_DARK;
        try (Window window =
                (script ? chromium.window(screen) : chromium.windowWithoutScript(screen)).as(office, "ben")) {
            Page page = window.page();
            window.open(office.page("/tickets?sort=opened"));
            List<String> all = new java.util.ArrayList<>(subjects(page));
            for (Locator next = page.locator("a[rel=next]"); next.count() > 0; next = page.locator("a[rel=next]")) {
                next.click();
                page.waitForLoadState();
                all.addAll(subjects(page));
            }
            assertThat(all).doesNotHaveDuplicates().hasSize(A_PAGE_AND_MORE + 1);
        }
    }

    @Test
    void keysWalkTheListAndHelpTellsThem(Chromium chromium) {
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/tickets?sort=opened"));
            page.keyboard().press("j");
            page.keyboard().press("j");
            page.keyboard().press("k");
            page.keyboard().press("j");
            assertThat(page.evaluate("document.activeElement.closest('.row') === document.querySelectorAll('.row')[1]"))
                    .isEqualTo(true);
            page.keyboard().press("/");
            assertThat(page.evaluate("document.activeElement.type")).isEqualTo("search");
            page.keyboard().press("Escape");
            page.locator("h1").click();
            page.keyboard().press("?");
            assertThat(page.getByRole(AriaRole.DIALOG).isVisible()).isTrue();
            assertThat(Axe.violations(page)).isEmpty();
        }
    }

    @Test
    void aNewMailAppearsInTheOpenListWithoutReloading(Chromium chromium) {
        try (Window window = chromium.window(Screen.PHONE_DARK).as(office, "emma")) {
            Page page = window.page();
            window.open(office.page("/tickets"));
            page.evaluate("window.stillHere = true");
            office.opened(Letter.of(Story.CLARA, Office.BILLING, "It is urgent now", "Please look."));
            page.getByText("It is urgent now").waitFor();
            office.opened(Letter.of(Story.CLARA, Office.BILLING, "And this too", "Please look."));
            page.getByText("And this too").waitFor();
            assertThat(page.evaluate("window.stillHere")).isEqualTo(true);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTicketsChosenGetTheSameAnswer(boolean script, Chromium chromium) {
        List<String> chosen = script ? List.of("Question 57", "Question 58") : List.of("Question 21", "Question 22");
        Screen screen = script ? Screen.DESKTOP_LIGHT : Screen.PHONE_LIGHT;
        try (Window window =
                (script ? chromium.window(screen) : chromium.windowWithoutScript(screen)).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/tickets?text=" + chosen.getFirst().substring(0, 8) + "&sort=opened"));
            chosen.forEach(subject -> box(page, subject).check());
            page.locator(".several button[value=answer]").click();
            page.locator(".several-form textarea").fill("It works again, all of it.");
            page.locator(".several-form .primary").click();
            page.waitForURL("**done=several**");
        }
        assertThat(office.tickets().stream()
                        .filter(ticket -> ticket.state() == TicketState.WAITING)
                        .map(Ticket::subject))
                .containsAll(chosen)
                .allMatch(subject -> subject.startsWith("Question"));
    }

    private static Locator box(Page page, String subject) {
        return page.locator(".row")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByText(subject, new Page.GetByTextOptions().setExact(true))))
                .locator(".pick input");
    }

    @Test
    void keysChooseAndTheListKeepsStillMeanwhile(Chromium chromium) {
        try (Window window = chromium.window(Screen.DESKTOP_DARK).as(office, "emma")) {
            Page page = window.page();
            window.open(office.page("/tickets"));
            office.opened(Letter.of(Story.CLARA, Office.BILLING, "Before", "x"));
            page.getByText("Before").waitFor();
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.locator(".chosen-count").textContent()).isEqualTo("1 chosen");
            office.opened(Letter.of(Story.CLARA, Office.BILLING, "Meanwhile", "x"));
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
            assertThat(subjects(page)).doesNotContain("Meanwhile");
            page.locator("[data-picks=none]").click();
            page.getByText("Meanwhile").waitFor();
        }
    }

    private static List<String> subjects(Page page) {
        return page.locator(".row a.subject").allTextContents();
    }
}
