package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;

/** Agents write on a ticket's page. */
@InBrowser
class ComposerStoryTest {
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

    private static Article last(Ticket ticket) {
        return office.articles(ticket).getLast();
    }

    private static Locator answer(Page page) {
        return page.locator(".write.answer textarea");
    }

    private static FilePayload file(String name) {
        return new FilePayload(name, "text/plain", ("Content of " + name).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsTypedIsSavedAndThereAgainAfterAReload(Chromium chromium) {
        Ticket ticket = opened("A draft");
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = shown(window, ticket);
            page.keyboard().press("r");
            page.keyboard().type("Open tray 2");
            assertThat(page.locator(".write.answer .saved")).hasText("Saved");
            page.reload();
            assertThat(answer(page)).hasValue("Open tray 2");
            answer(page).press("Control+Enter");
            page.waitForURL("**done=answered**");
            assertThat(page.locator(".notice:not(.storm)")).hasText("Your answer is on its way.");
            assertThat(answer(page)).hasValue("");
            assertThat(last(ticket).content().text()).isEqualTo("Open tray 2");
        }
    }

    @Test
    void leavingAtOnceLosesNothing(Chromium chromium) {
        Ticket ticket = opened("Leaving");
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = shown(window, ticket);
            answer(page).fill("Half a sen");
            window.open(office.page("/tickets"));
            page.waitForLoadState();
            await().pollInSameThread()
                    .untilAsserted(
                            () -> assertThat(answer(shown(window, ticket)).inputValue())
                                    .isEqualTo("Half a sen"));
        }
    }

    @Test
    void aWindowThatIsOvertakenIsToldAndNothingIsLost(Chromium chromium) {
        Ticket ticket = opened("Two windows");
        try (Window one =
                        chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna").expecting("409");
                Window other = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page old = shown(one, ticket);
            office.clock().forward(Duration.ofSeconds(1));
            Page young = shown(other, ticket);
            answer(young).fill("From the other");
            assertThat(young.locator(".write.answer .saved")).hasText("Saved");
            answer(old).fill("From one");
            assertThat(old.locator(".write.answer .saved.wrong")).containsText("another window");
            old.locator(".write.answer .primary").click();
            assertThat(old.locator(".reasons")).containsText("nothing was sent");
            assertThat(answer(old)).hasValue("From one");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void filesGoAlongAndCanBeRemovedBefore(boolean script, Chromium chromium) {
        Ticket ticket = opened("Files");
        Screen screen = Screen.DESKTOP_LIGHT;
        try (Window window = (script ? chromium.window(screen) : chromium.windowWithoutScript(screen))
                .as(office, "anna")
                .expecting("422")) {
            Page page = shown(window, ticket);
            Locator files = page.locator(".write.answer input[type=file]");
            files.setInputFiles(new FilePayload[] {file("Übersicht.txt"), file("wrong.txt")});
            if (!script) {
                page.locator(".write.answer [name=cc]").fill("no address");
                page.locator(".write.answer .primary").click();
                assertThat(page.locator(".reasons")).containsText("no address");
                page.locator(".write.answer [name=cc]").fill("");
            }
            assertThat(page.locator("#answer-files li")).hasCount(2);
            page.locator("#answer-files li", new Page.LocatorOptions().setHasText("wrong.txt"))
                    .locator("button")
                    .click();
            assertThat(page.locator("#answer-files li")).hasCount(1);
            answer(page).fill("See the file.");
            page.locator(".write.answer .primary").click();
            page.waitForURL("**done=answered**");
            assertThat(last(ticket).content().attachments())
                    .extracting(Article.AttachedFile::name)
                    .containsExactly("Übersicht.txt");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommentIsWrittenInItsOwnTab(boolean script, Chromium chromium) {
        Ticket ticket = opened("Comment");
        Screen screen = Screen.PHONE_LIGHT;
        try (Window window =
                (script ? chromium.window(screen) : chromium.windowWithoutScript(screen)).as(office, "anna")) {
            Page page = shown(window, ticket);
            assertThat(page.locator(".write.comment")).isHidden();
            page.locator(".composer .switch label").nth(1).click();
            assertThat(answer(page)).isHidden();
            page.locator(".write.comment textarea").fill("She rang.");
            page.locator(".write.comment .primary").click();
            page.waitForURL("**done=commented**");
            assertThat(last(ticket).content().kind()).isEqualTo(Article.Kind.COMMENT);
        }
    }

    @Test
    void enterInCcSendsNothing(Chromium chromium) {
        Ticket ticket = opened("Enter");
        try (Window window = chromium.windowWithoutScript(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = shown(window, ticket);
            answer(page).fill("Not yet");
            page.locator(".write.answer [name=cc]").press("Enter");
            assertThat(answer(page)).hasValue("Not yet");
            assertThat(office.articles(ticket)).hasSize(1);
        }
    }

    @Test
    void assigningIsOneClickInAMenu(Chromium chromium) {
        Ticket ticket = opened("Assign");
        try (Window window = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna")) {
            Page page = shown(window, ticket);
            page.keyboard().press("a");
            page.locator(".acts button[formaction$='/assign'][value=ben]").click();
            page.waitForURL("**done=assigned**");
            assertThat(office.again(ticket).assignee().map(Object::toString)).contains("ben");
        }
    }

    @ParameterizedTest
    @EnumSource(Screen.class)
    void theComposerIsFitToBeUsedByEverybody(Screen screen, Chromium chromium) {
        Ticket ticket = opened("Looks");
        try (Window window = chromium.window(screen).as(office, "anna").expecting("409|422")) {
            Page page = shown(window, ticket);
            answer(page).fill("Hello Clara,\n\nplease open tray 2 and take out the blue strip.");
            page.locator(".write.answer input[type=file]").setInputFiles(file("steps to open tray 2.txt"));
            assertThat(page.locator("#answer-files li")).hasCount(1);
            looked(page, "answer", screen);
            page.locator(".composer .switch label").nth(1).click();
            looked(page, "comment", screen);
            page.locator(".composer .switch label").nth(0).click();
            page.locator(".write.answer [name=cc]").fill("nobody");
            page.locator(".write.answer .primary").click();
            assertThat(page.locator(".reasons")).isVisible();
            looked(page, "fault", screen);
            page.locator(".acts [data-key=s]").click();
            looked(page, "menu", screen);
        }
    }

    private static void looked(Page page, String name, Screen screen) {
        String folder = System.getProperty("postroom.looks", "");
        if (!folder.isEmpty()) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of(folder, "composer-" + name + "-" + screen.word() + ".png")));
        }
        org.assertj.core.api.Assertions.assertThat(Axe.violations(page))
                .as(name)
                .isEmpty();
        org.assertj.core.api.Assertions.assertThat(
                        page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
    }
}
