package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;

/** What is to be read is there before any script has come. */
@InBrowser
class FirstPaintTest {
    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void pagesArePaintedWhileScriptsAreStillUnderWay(Screen screen, Chromium chromium) {
        try (Office office = Office.open()) {
            Ticket ticket =
                    office.opened(Letter.of(Story.CLARA, Office.SUPPORT, "The printer stops", "After one page."));
            String view = ViewLinkOf.clara(office, ticket).getPath();
            for (String path : List.of("/tickets", "/tickets/" + ticket.number(), "/departments", "/settings", view)) {
                try (Window window = chromium.window(screen).as(office, "anna")) {
                    paintedBeforeScripts(window.page(), office.page(path).toString());
                }
            }
        }
    }

    private static void paintedBeforeScripts(Page page, String address) {
        List<Route> held = new ArrayList<>();
        page.route("**/*.js", held::add);
        page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        assertThat(page.locator("h1")).isVisible();
        await().pollInSameThread()
                .untilAsserted(
                        () -> assertThat(page.evaluate("performance.getEntriesByName('first-contentful-paint').length"))
                                .as(address)
                                .isEqualTo(1));
        assertThat(held).as("scripts that had not come yet").isNotEmpty();
        assertThat(page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight"))
                .as("styles")
                .isEqualTo("650");
        held.forEach(Route::resume);
        page.waitForLoadState();
    }
}
