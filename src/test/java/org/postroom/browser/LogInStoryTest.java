package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.app.demo.Office;

@InBrowser
class LogInStoryTest {
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/login/link/[\\w-]+");

    private static Office office;

    @BeforeAll
    static void open() {
        office = Office.open();
        office.givePassword("anna");
    }

    @AfterAll
    static void close() {
        office.close();
    }

    @ParameterizedTest
    @EnumSource
    void anAgentLogsInByPasswordAndComesToTheTickets(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen)) {
            window.open(office.page("/tickets?whose=nobody"));
            logIn(window.page(), Office.PASSWORD);
            assertThat(window.page())
                    .hasURL(office.page("/tickets?whose=nobody").toString());
            assertThat(window.page().locator("h1")).hasText("Unassigned");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWrongPasswordIsToldWithoutSayingWhatIsWrong(boolean script, Chromium chromium) {
        try (Window window =
                script ? chromium.window(Screen.PHONE_LIGHT) : chromium.windowWithoutScript(Screen.PHONE_LIGHT)) {
            window.expecting("status of 403").open(office.page("/login"));
            logIn(window.page(), "wrong");
            assertThat(window.page().getByRole(AriaRole.ALERT).textContent()).isNotBlank();
            assertThat(window.page().url()).endsWith("/login");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAgentLogsInByAMailedLinkWhichAsksBeforeItIsUsedUp(boolean script, Chromium chromium) {
        Screen screen = Screen.DESKTOP_LIGHT;
        try (Window window = script ? chromium.window(screen) : chromium.windowWithoutScript(screen)) {
            Page page = window.page();
            String link = mailed(window, "carla", "carla.diaz@example.net");
            for (int scan = 0; scan < 2; scan++) {
                page.navigate(link);
            }
            assertThat(heading(page)).contains("Carla Diaz");
            page.locator("main form button").click();
            assertThat(page.locator("h1")).hasText("All tickets");

            page.navigate(link);
            assertThat(page.locator("main form")).hasCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void thePageOfALinkIsFitForAll(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen)) {
            window.open(office.page("/login/link/unknown"));
            assertThat(Axe.violations(window.page())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void thePageOfALinkThatWorksIsFitForAll(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen)) {
            window.page().navigate(mailed(window, "ben", "ben.cole@example.net"));
            assertThat(heading(window.page())).contains("Ben Cole");
            assertThat(Axe.violations(window.page())).isEmpty();
        }
    }

    /** Asks for a link, and opens the mail it comes in. */
    private static String mailed(Window window, String account, String address) {
        int before = office.inbox(address).size();
        Page page = window.page();
        window.open(office.page("/login"));
        page.locator("[name=account]").fill(account);
        page.locator("[formaction='/login/link']").click();
        assertThat(page.getByRole(AriaRole.STATUS).textContent()).isNotBlank();
        Office.awaited(
                "the link", () -> office.inbox(address).stream().skip(before).findFirst());
        return link(office.inbox(address).getLast().text());
    }

    private static void logIn(Page page, String password) {
        page.locator("[name=account]").fill("anna");
        page.locator("[name=password]").fill(password);
        Locator button = page.locator("form[action='/login'] button.primary");
        button.click();
    }

    private static String heading(Page page) {
        return page.locator("h1").textContent();
    }

    private static String link(String text) {
        Matcher found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }
}
