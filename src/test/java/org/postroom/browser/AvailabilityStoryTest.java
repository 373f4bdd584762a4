package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.app.demo.Office;

/** Agents go away and come back, and colleagues see it. */
@InBrowser
class AvailabilityStoryTest {
    private Office office;

    @BeforeEach
    void open() {
        office = Office.open();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "DESKTOP_DARK"})
    void theCupAtTheFootSaysAwayAndBackAndStaysOnThePage(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/departments"));
            Locator button = page.locator(".side form.there button");
            assertThat(page.locator(".side .foot .status")).hasCount(0);
            button.click();
            page.waitForURL("**/departments?done=away");
            assertThat(page.locator(".side .foot .status")).hasText("Away");
            assertThat(page.locator(".notice:not(.storm)")).containsText("You are away.");
            assertThat(Axe.violations(page)).isEmpty();
            button.click();
            page.waitForURL("**/departments?done=back");
            assertThat(page.locator(".side .foot .status")).hasCount(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSettingsSayItInWordsOnEveryScreenAndColleaguesSeeIt(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna");
                Window colleague = chromium.window(screen).as(office, "ben")) {
            Page page = window.page();
            window.open(office.page("/settings"));
            page.locator(".main form[action='/availability'] button").click();
            page.waitForURL("**/settings?done=away");
            assertThat(page.locator(".main form[action='/availability'] .status"))
                    .containsText("You are away");
            assertThat(Axe.violations(page)).isEmpty();

            colleague.open(office.page("/agents"));
            assertThat(colleague.page().locator(".table .status.off")).hasCount(1);
            assertThat(Axe.violations(colleague.page())).isEmpty();
        }
    }
}
