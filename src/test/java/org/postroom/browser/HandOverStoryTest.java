package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;

/** Tickets of support go to colleagues, with words. Carla runs technical, Emma billing, David sales. */
@InBrowser
class HandOverStoryTest {
    private static final Sharing THREE = new Sharing(Map.of(
            new DepartmentId("billing"), SharingLevel.FULL,
            new DepartmentId("technical"), SharingLevel.RESTRICTED,
            new DepartmentId("sales"), SharingLevel.READ_ONLY));

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

    /** The mail that tells somebody of the ticket has these words; Clara gets none with them. */
    private static void assertTold(String agent, Ticket ticket, String words) {
        Agent who = office.conf().organisation().agent(new AgentId(agent)).orElseThrow();
        office.mail(
                who.address().value(),
                got -> got.subject().contains(ticket.number().toString())
                        && got.text().contains(words));
        assertThat(office.inbox(Story.CLARA.address()))
                .noneMatch(got -> got.text().contains(words));
    }

    private static void assertSaid(Ticket ticket, String words) {
        Article said = office.articles(ticket).getLast();
        assertThat(said.content().text()).isEqualTo(words);
        assertThat(said.content().kind()).isEqualTo(Article.Kind.COMMENT);
    }

    private static Locator note(Page page, String menu) {
        return page.locator(".acts textarea[name='note." + menu + "']");
    }

    private static void chooseThreeLevels(Page page) {
        THREE.levels()
                .forEach((department, level) ->
                        page.locator("select[name='share." + department + "']").selectOption(level.word()));
    }

    @ParameterizedTest
    @EnumSource
    void keysTransferWithWordsAndComment(Screen screen, Chromium chromium) {
        Ticket ticket = opened("Transfer " + screen.word());
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = shown(window, ticket);
            page.keyboard().press("m");
            assertThat(note(page, "transfer")).isVisible();
            page.keyboard().press("Tab");
            assertThat(note(page, "transfer")).isFocused();
            page.keyboard().type("Same as the camera: the tray.");
            page.keyboard().press("Control+Enter");
            assertThat(Axe.violations(page)).isEmpty();
            page.locator(".acts button[value='support/escalation']").click();
            page.waitForURL("**done=transferred**");
            assertSaid(ticket, "Same as the camera: the tray.");
            assertTold("carla", ticket, "Same as the camera: the tray.");

            page.keyboard().press("c");
            assertThat(page.locator(".write.comment textarea")).isFocused();
            page.keyboard().type("She rang too.");
            page.keyboard().press("Control+Enter");
            page.waitForURL("**done=commented**");
            assertThat(page.locator(".turn.inside")).hasCount(2);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void keysShareAtThreeLevelsAndTheRestrictedForwards(Screen screen, Chromium chromium) {
        Ticket ticket = opened("Share " + screen.word());
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = shown(window, ticket);
            page.keyboard().press("s");
            chooseThreeLevels(page);
            note(page, "share").fill("Who ordered the blue strips?");
            assertThat(Axe.violations(page)).isEmpty();
            page.keyboard().press("Control+Enter");
            page.waitForURL("**done=shared**");
        }
        assertThat(office.again(ticket).sharing()).isEqualTo(THREE);
        assertSaid(ticket, "Who ordered the blue strips?");
        assertTold("emma", ticket, "Who ordered the blue strips?");
        assertTold("carla", ticket, "Who ordered the blue strips?");
        assertTold("david", ticket, "Who ordered the blue strips?");

        assertOffers(chromium, screen, ticket, "emma", true, true);
        assertOffers(chromium, screen, ticket, "david", false, false);
        assertOffers(chromium, screen, ticket, "carla", false, true);
        try (Window window = chromium.window(screen).as(office, "carla")) {
            Page page = shown(window, ticket);
            page.locator(".acts summary").click();
            note(page, "forward").fill("We did, in May.");
            assertThat(Axe.violations(page)).isEmpty();
            page.locator(".acts button[value=ben]").click();
            page.waitForURL("**done=forwarded**");
            assertThat(page.locator(".notice:not(.storm)")).isVisible();
            assertThat(page.locator(".turn.inside").last()).containsText("We did, in May.");
        }
        assertTold("ben", ticket, "We did, in May.");
    }

    private static void assertOffers(
            Chromium chromium, Screen screen, Ticket ticket, String agent, boolean answers, boolean forwards) {
        try (Window window = chromium.window(screen).as(office, agent)) {
            Page page = shown(window, ticket);
            assertThat(page.locator(".write.answer")).hasCount(answers ? 1 : 0);
            assertThat(page.locator(".write.comment")).hasCount(1);
            assertThat(page.locator(".acts summary")).hasCount(forwards ? 1 : 0);
            assertThat(page.locator(".acts button[formaction$='/forward']")
                            .all()
                            .isEmpty())
                    .isEqualTo(!forwards);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void allOfItWorksWithoutScript(Screen screen, Chromium chromium) {
        Ticket ticket = opened("Plain " + screen.word());
        try (Window window = chromium.windowWithoutScript(screen).as(office, "anna")) {
            Page page = shown(window, ticket);
            page.locator(".acts [data-key=s]").click();
            chooseThreeLevels(page);
            note(page, "share").fill("Look at the tray.");
            page.locator(".acts .shares .primary").click();
            page.waitForURL("**done=shared**");
            assertSaid(ticket, "Look at the tray.");
        }
        try (Window window = chromium.windowWithoutScript(screen).as(office, "carla")) {
            Page page = shown(window, ticket);
            page.locator(".acts summary").click();
            note(page, "forward").fill("It is the blue strip.");
            page.locator(".acts button[value=emma]").click();
            page.waitForURL("**done=forwarded**");
        }
        assertTold("emma", ticket, "It is the blue strip.");
        try (Window window = chromium.windowWithoutScript(screen).as(office, "anna")) {
            Page page = shown(window, ticket);
            page.locator(".acts [data-key=m]").click();
            note(page, "transfer").fill("Yours from now on.");
            page.locator(".acts button[value='billing/front-line']").click();
            page.waitForURL("**done=transferred**");
        }
        assertTold("emma", ticket, "Yours from now on.");
        assertThat(office.again(ticket).department()).isEqualTo(new DepartmentId("billing"));
    }

    @Test
    void whatIsRefusedStandsInTheOpenMenuAgain(Chromium chromium) {
        Ticket ticket = opened("Refused");
        try (Window window =
                chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna").expecting("status of 422")) {
            Page page = shown(window, ticket);
            page.keyboard().press("m");
            note(page, "transfer").fill("Please look:\nthe tray.");
            page.locator(".acts button[value='support/escalation']")
                    .evaluate("button => { button.value = 'support/nobody'; }");
            page.locator(".acts button[value='support/nobody']").click();
            assertThat(page.locator(".acts .fault")).isVisible();
            assertThat(note(page, "transfer")).isVisible();
            assertThat(note(page, "transfer")).hasValue("Please look:\nthe tray.");
            assertThat(Axe.violations(page)).isEmpty();
        }
    }
}
