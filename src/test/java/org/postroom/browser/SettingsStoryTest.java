package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;

/** Agents have the page as they want it, and leave it. */
@InBrowser
class SettingsStoryTest {
    private static final String ANOTHER_PASSWORD = "a horse of another colour";

    private Office office;
    private Ticket ticket;

    @BeforeEach
    void open() {
        office = Office.open();
        ticket = office.opened(Letter.of(Story.CLARA, Office.SUPPORT, "The printer stops", "After one page."));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static void keep(Page page) {
        page.locator("form[action='/settings'] .primary").click();
        page.waitForURL("**done=settings-kept**");
    }

    @ParameterizedTest
    @EnumSource
    void thePageSpeaksGermanAndEnglishAgain(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/settings"));
            page.locator("#language").selectOption("de");
            keep(page);
            assertThat(page.locator("html")).hasAttribute("lang", "de");
            assertThat(page.locator("h1")).hasText("Einstellungen");
            window.open(office.page("/tickets/" + ticket.number()));
            assertThat(page.locator(".head .pill")).hasText("Aktiv");
            assertThat(Axe.violations(page)).isEmpty();

            window.open(office.page("/settings"));
            page.locator("#language").selectOption("en");
            keep(page);
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(page.locator("h1")).hasText("Settings");
        }
    }

    @Test
    void theSwitchBesideTheNameChangesTheThemeAndStaysOnThePage(Chromium chromium) {
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/departments"));
            String light = background(page);
            Locator button = page.locator("form.theme button");
            button.click();
            themed(page, "dark");
            assertThat(page).hasURL(office.page("/departments").toString());
            assertThat(background(page)).isNotEqualTo(light);
            assertThat(Axe.violations(page)).isEmpty();
            button.click();
            themed(page, "light");
            assertThat(background(page)).isEqualTo(light);
            button.click();
            themed(page, "system");
        }
    }

    /** Waits until the page has come in this theme, with its styles. */
    private static void themed(Page page, String theme) {
        assertThat(page.locator("html")).hasAttribute("data-theme", theme);
        page.waitForLoadState();
    }

    @ParameterizedTest
    @EnumSource
    void aChosenThemeHoldsOnEveryScreenAndOnTheLogInToo(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/settings"));
            page.getByText("Dark", new Page.GetByTextOptions().setExact(true)).click();
            keep(page);
            String dark = background(page);
            assertThat(dark).isEqualTo("rgb(22, 24, 26)");
            window.context()
                    .clearCookies(
                            new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("postroom"));
            window.open(office.page("/login"));
            assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        }
    }

    private static String background(Page page) {
        return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void timesAreThoseOfTheChosenZoneWithTheExactOneBehindThem(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            Locator time = page.locator(".turn > header time").first();
            window.open(office.page("/tickets/" + ticket.number()));
            assertThat(time).hasText("now");
            assertThat(time).hasAttribute("datetime", office.clock().instant().toString());
            assertThat(time).hasAttribute("title", "16 Nov 2026, 09:12");

            window.open(office.page("/settings"));
            page.locator("#zone").selectOption("Asia/Tokyo");
            keep(page);
            window.open(office.page("/tickets/" + ticket.number()));
            assertThat(time).hasAttribute("datetime", office.clock().instant().toString());
            assertThat(time).hasAttribute("title", "16 Nov 2026, 17:12");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_LIGHT"})
    void loggingOutEndsTheSessionAndTheBackButtonShowsNothing(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna");
                Window copy = chromium.window(screen)) {
            copy.context().addCookies(window.context().cookies());
            Page page = window.page();
            window.open(office.page("/tickets/" + ticket.number()));
            window.open(office.page("/settings"));
            page.locator("form[action='/logout'] button").click();
            page.waitForURL("**/login");

            page.goBack();
            assertThat(page.getByLabel("Password")).isVisible();
            page.goBack();
            assertThat(page.getByLabel("Password")).isVisible();
            assertThat(page.content()).doesNotContain("The printer stops");

            copy.open(office.page("/tickets/" + ticket.number()));
            assertThat(copy.page().url()).contains("/login");
        }
    }

    @Test
    void anotherPasswordLogsInAndEndsTheSessionsElsewhere(Chromium chromium) {
        office.givePassword("anna");
        try (Window window =
                        chromium.window(Screen.PHONE_LIGHT).as(office, "anna").expecting("422");
                Window elsewhere = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/settings"));
            change(page, "not mine");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("not your present password");
            change(page, Office.PASSWORD);
            page.waitForURL("**done=password-changed**");
            elsewhere.open(office.page("/tickets"));
            assertThat(elsewhere.page().url()).contains("/login");

            page.locator("form[action='/logout'] button").click();
            page.locator("[name=account]").fill("anna");
            page.locator("[name=password]").fill(ANOTHER_PASSWORD);
            page.locator("form[action='/login'] button.primary").click();
            page.waitForURL("**/tickets");
        }
    }

    private static void change(Page page, String present) {
        page.locator("#present").fill(present);
        page.locator("#new").fill(ANOTHER_PASSWORD);
        page.locator("#again").fill(ANOTHER_PASSWORD);
        page.locator("form[action='/settings/password'] button").click();
    }
}
