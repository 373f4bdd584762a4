package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.mail.Bytes;
import org.postroom.ticket.Ticket;

/** Agents look at what came beside words: HTML, pictures, files. */
@InBrowser
class FormattedMailStoryTest {
    private static final String PAGE_AS_FILE = "<script>window.stop = true</script><h1>Not a page of ours</h1>";

    private static Listener sender;
    private static Office office;
    private static Ticket ticket;

    @BeforeAll
    static void aFormattedMailComes() {
        sender = Listener.open();
        office = Office.open();
        ticket = office.opened(Letter.of(Story.CLARA, Office.SUPPORT, "Our new logo", "Hello, see the logo.\n\nClara")
                .html("<p>Hello, see the <b>logo</b>:</p><img src='cid:logo' alt='Logo'>"
                        + "<p style='color:#b00000'>In red.</p><img src='" + sender.url()
                        + "/open.gif' alt='Our catalogue'>")
                .picture("logo", "logo.png", "image/png", StoryLetters.logo())
                .file("Übersicht Größen.txt", "text/plain", Bytes.of("S, M, L"))
                .file("offer.html", "text/html", Bytes.of(PAGE_AS_FILE)));
    }

    @AfterAll
    static void close() {
        office.close();
        sender.close();
    }

    private static Page shown(Window window) {
        window.open(office.page("/tickets/" + ticket.number()));
        return window.page();
    }

    private static Locator tool(Page page, String words) {
        return page.locator(".turn .tools a", new Page.LocatorOptions().setHasText(words));
    }

    private static boolean isDrawn(Locator picture) {
        return (boolean) picture.evaluate("image => image.complete && image.naturalWidth > 0");
    }

    @ParameterizedTest
    @EnumSource
    void theSendersFormatIsShownWhenAskedForAndNothingIsLoadedFromElsewhere(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = shown(window);
            assertThat(page.locator("iframe")).hasCount(0);
            assertThat(page.locator(".turn .text").first()).containsText("Hello, see the logo.");

            tool(page, "As the sender formatted it").click();
            FrameLocator mail = page.frameLocator("iframe.frame");
            assertThat(mail.locator("b")).hasText("logo");
            assertThat(mail.locator("p").nth(1)).hasCSS("color", "rgb(176, 0, 0)");
            Locator logo = mail.locator("img[alt=Logo]");
            await().pollInSameThread().until(() -> isDrawn(logo));
            assertThat(mail.locator("img[src*='127.0.0.1']")).hasCount(0);
            assertThat(sender.connections()).isZero();
            assertThat(Axe.violations(page)).isEmpty();

            tool(page, "As plain text").click();
            assertThat(page.locator("iframe")).hasCount(0);
            assertThat(page.locator(".turn .text").first()).containsText("Hello, see the logo.");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void remotePicturesAreLoadedOnlyWhenTheAgentWantsThem(boolean script, Chromium chromium) {
        Screen screen = Screen.DESKTOP_LIGHT;
        try (Listener other = Listener.open();
                Window window = (script ? chromium.window(screen) : chromium.windowWithoutScript(screen))
                        .as(office, "anna")
                        .expecting("net::ERR_(CONNECTION|EMPTY|SSL)")) {
            Ticket remote = office.opened(Letter.of(Story.CLARA, Office.SUPPORT, "A newsletter", "News")
                    .html("<p>News</p><img src='" + other.url() + "/news.gif' alt='News'>"));
            window.open(office.page("/tickets/" + remote.number()));
            Page page = window.page();
            tool(page, "As the sender formatted it").click();
            assertThat(page.frameLocator("iframe.frame").locator("p")).hasText("News");
            assertThat(tool(page, "Show remote pictures")).hasAttribute("title", java.util.regex.Pattern.compile(".+"));
            assertThat(other.connections()).isZero();
            tool(page, "Show remote pictures").click();
            await().pollInSameThread()
                    .untilAsserted(() -> assertThat(other.connections()).isPositive());
            assertThat(tool(page, "Show remote pictures")).hasCount(0);
        }
        assertThat(sender.connections()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void filesAreSavedUnderTheirNamesAndNeverOpened(Screen screen, Chromium chromium) throws IOException {
        try (Window window = chromium.window(screen).as(office, "ben")) {
            Page page = shown(window);
            Download sizes = saved(page, "Übersicht Größen.txt");
            assertThat(sizes.suggestedFilename()).isEqualTo("Übersicht Größen.txt");
            assertThat(Files.readString(sizes.path())).isEqualTo("S, M, L");
            assertThat(saved(page, "offer.html").suggestedFilename()).isEqualTo("offer.html");
            assertThat(page.url()).endsWith("/tickets/" + ticket.number());
            assertThat(window.context().pages()).hasSize(1);
        }
    }

    private static Download saved(Page page, String name) {
        Locator link = page.locator(".turn .files a", new Page.LocatorOptions().setHasText(name));
        return page.waitForDownload(link::click);
    }

    @Test
    void theAddressOfAFileOpensNothingEither(Chromium chromium) {
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = shown(window);
            Locator link = page.locator(".turn .files a", new Page.LocatorOptions().setHasText("offer.html"));
            String address = office.page(link.getAttribute("href")).toString();
            Download download =
                    page.waitForDownload(() -> page.evaluate("address => { window.location = address }", address));
            assertThat(download.suggestedFilename()).isEqualTo("offer.html");
            assertThat(page.url()).endsWith("/tickets/" + ticket.number());
            assertThat(page.locator("h1")).containsText("Our new logo");
        }
    }
}
