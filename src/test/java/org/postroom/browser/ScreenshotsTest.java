package org.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Looks at every page as it is: on each screen, without an accessibility fault, without scrolling sideways, within 100 KB. With
 * {@code -Dpostroom.write=true} it keeps the pictures under {@code docs/screenshots}.
 */
@InBrowser
class ScreenshotsTest {
    private static final Path FOLDER = Path.of("docs/screenshots");
    /** Which looks: all, or those of {@code -Dpostroom.looks=ticket-.*}. */
    private static final String WANTED = System.getProperty("postroom.looks", ".*");

    private static final int LARGEST_PAGE = 100_000;
    private static final long LARGEST_PICTURE = 250_000;

    private static Looks looks;

    @BeforeAll
    static void play(Chromium chromium) {
        looks = new Looks(chromium);
    }

    @AfterAll
    static void close() {
        looks.close();
    }

    @TestFactory
    List<DynamicTest> everyPageOnEveryScreen(Chromium chromium) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Look look :
                looks.all().stream().filter(look -> look.name().matches(WANTED)).toList()) {
            for (Screen screen : List.of(Screen.DESKTOP_LIGHT, Screen.PHONE_LIGHT)) {
                tests.add(DynamicTest.dynamicTest(
                        look.name() + " on a " + screen.device(), () -> check(chromium, look, screen)));
            }
        }
        return tests;
    }

    private static void check(Chromium chromium, Look look, Screen screen) throws IOException {
        try (Window window = chromium.window(screen)) {
            look.agent().ifPresent(agent -> window.as(look.office(), agent));
            look.expected().ifPresent(window::expecting);
            Wire wire = new Wire(window);
            window.open(look.office().page(look.path()));
            Page page = window.page();
            look.before().accept(page);
            page.waitForLoadState();
            check(page, look, screen);
            // At once: colours that are on their way to others have the contrast of neither
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(ColorScheme.DARK)
                    .setReducedMotion(ReducedMotion.REDUCE));
            check(page, look, screen.dark());
            assertThat(wire.bytes()).as("bytes on the wire").isLessThan(LARGEST_PAGE);
        }
    }

    private static void check(Page page, Look look, Screen screen) throws IOException {
        if (Boolean.getBoolean("postroom.write")) {
            keep(page, look.name() + "-" + screen.word() + ".png");
        }
        assertThat(Axe.violations(page)).as("accessibility, " + screen.word()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("no scrolling sideways, " + screen.word())
                .isEqualTo(true);
    }

    private static void keep(Page page, String name) throws IOException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve(name);
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).as(name).isLessThan(LARGEST_PICTURE);
    }
}
