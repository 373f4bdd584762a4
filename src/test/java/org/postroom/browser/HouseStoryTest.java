package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Letter.Person;
import org.postroom.app.demo.Office;
import org.postroom.testing.ScriptedSmtpServer;
import org.postroom.testing.ScriptedSmtpServer.Times;

/** Managers look after departments, agents, mail that was set aside, and mail that does not leave. */
@InBrowser
class HouseStoryTest {
    private static final Person DIETER = new Person("Dieter Kohl", "dieter@kunde.example.org");

    private ScriptedSmtpServer mailServer;
    private Office office;

    /** Sales' mail server does not take mail to Dieter, and the warehouse's mailbox has another password by now. */
    @BeforeEach
    void open() {
        mailServer = ScriptedSmtpServer.start().offer("AUTH PLAIN");
        mailServer.at("RCPT TO:<dieter@", Times.ALWAYS, ScriptedSmtpServer.reply("450 4.2.2 Mailbox full"));
        office = Office.openWith(Map.of(
                "smtp/tideline", Map.of("port", String.valueOf(mailServer.port())),
                "departments/warehouse", Map.of("mailbox.password", "changed")));
    }

    @AfterEach
    void close() {
        office.close();
        mailServer.close();
    }

    private static Locator row(Page page, String words) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(words));
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void departmentsTellTheirMailboxesStateAndLeadToTheirTickets(Screen screen, Chromium chromium) {
        office.opened(Letter.of(Story.CLARA, Office.SUPPORT, "The printer stops", "After one page."));
        office.opened(Letter.of(Story.CLARA, Office.TECHNICAL, "The VPN drops", "Every minute."));
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            Office.awaited("the mailboxes' first looks", () -> {
                window.open(office.page("/departments"));
                return row(page, "Warehouse").locator(".status.wrong").count() == 1
                                && row(page, "Support")
                                                .locator(".status:not(.off)")
                                                .count()
                                        == 1
                        ? Optional.of(page)
                        : Optional.empty();
            });
            assertThat(row(page, "Warehouse")).containsText("tried again");
            assertThat(Axe.violations(page)).isEmpty();
            row(page, "Support").locator("summary").click();
            assertThat(row(page, "Support").locator(".names li").first()).isVisible();
            row(page, "Support").locator(".number a").click();
            assertThat(page.locator(".row a.subject")).hasText(new String[] {"The printer stops"});
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PHONE_LIGHT", "PHONE_DARK"})
    void onAPhoneOneMenuLeadsToTheWholeHouse(Screen screen, Chromium chromium) {
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            window.open(office.page("/tickets"));
            Locator menu = page.locator(".side .drawer");
            menu.locator("summary").click();
            assertThat(menu.getByRole(AriaRole.LINK))
                    .containsText(
                            new String[] {"Views", "Departments", "Agents", "Outgoing mail", "Quarantine", "Storms"});
            assertThat(Axe.violations(page)).isEmpty();
            menu.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Storms"))
                    .click();
            page.waitForURL("**/storms");
            assertThat(menu.locator("[aria-current]")).hasText("Storms");
            assertThat(Axe.violations(page)).isEmpty();
        }
    }

    @Test
    void addressesOfAgentsAreForAdmins(Chromium chromium) {
        try (Window admin = chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna");
                Window agent = chromium.window(Screen.PHONE_LIGHT).as(office, "ben")) {
            admin.open(office.page("/agents"));
            assertThat(row(admin.page(), "Emma Falk")).containsText("emma.falk@example.net");
            agent.open(office.page("/agents"));
            assertThat(row(agent.page(), "Emma Falk")).not().containsText("@");
            assertThat(row(agent.page(), "Ben Cole")).containsText("ben.cole@example.net");
            assertThat(Axe.violations(agent.page())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void mailThatWasSetAsideIsLookedAtSavedAndReleased(Screen screen, Chromium chromium) throws IOException {
        office.poison("support", Letter.of(Story.CLARA, Office.SUPPORT, "Scan 0041", "See the scan."));
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            Office.awaited("the mail in quarantine", () -> {
                window.open(office.page("/quarantine"));
                return page.locator("tbody tr").count() == 1 ? Optional.of(page) : Optional.empty();
            });
            page.locator("tbody a").click();
            assertThat(page.locator(".body > .fault")).isVisible();
            assertThat(page.locator(".raw")).containsText("poison@example.org");
            Download saved = page.waitForDownload(
                    page.locator("a", new Page.LocatorOptions().setHasText("Save the mail"))::click);
            assertThat(saved.suggestedFilename()).endsWith(".eml");
            assertThat(Files.readString(saved.path())).contains("Message-ID: <poison@example.org>");

            page.locator(".head .primary").click();
            page.waitForURL("**done=mail-released**");
            assertThat(page.locator(".notice:not(.storm)")).containsText("processed anew");
            Office.awaited(
                    "its ticket",
                    () -> office.tickets().stream()
                            .filter(ticket -> ticket.subject().equals("Scan 0041"))
                            .findFirst());
            window.open(office.page("/quarantine"));
            assertThat(page.locator(".empty")).containsText("Nothing is set aside");
            assertThat(Axe.violations(page)).isEmpty();
        }
    }

    /** The queue, once the mail to Dieter was tried in vain. */
    private Locator tried(Window window) {
        Locator mail = row(window.page(), DIETER.address());
        Office.awaited("a try that failed", () -> {
            window.open(office.page("/queue"));
            return mail.locator(".status.wrong").count() == 1 ? Optional.of(mail) : Optional.empty();
        });
        return mail;
    }

    @ParameterizedTest
    @EnumSource(names = {"DESKTOP_LIGHT", "PHONE_DARK"})
    void mailThatDoesNotLeaveTellsWhyAndLeavesWhenTriedAgain(Screen screen, Chromium chromium) {
        office.opened(Letter.of(DIETER, Office.SALES, "Lieferzeit der Stühle", "Wann kommen sie?"));
        try (Window window = chromium.window(screen).as(office, "anna")) {
            Page page = window.page();
            Locator mail = tried(window);
            assertThat(mail).containsText("Mailbox full");
            assertThat(mail).containsText("tried once");
            assertThat(Axe.violations(page)).isEmpty();
            mail.locator("a").first().click();
            assertThat(page.locator(".body")).containsText("Mailbox full");
            String address = page.url();

            mailServer.behave();
            page.locator(".head .primary").click();
            page.waitForURL("**done=mail-retried**");
            assertThat(page.locator(".notice:not(.storm)")).containsText("tried now");
            Office.awaited("delivery", () -> {
                page.navigate(address);
                return page.locator(".head .status").textContent().equals("Delivered")
                        ? Optional.of(page)
                        : Optional.empty();
            });
            assertThat(page.locator(".head .primary")).hasCount(0);
            assertThat(Axe.violations(page)).isEmpty();
        }
    }

    @Test
    void mailThatIsNoLongerWantedIsDropped(Chromium chromium) {
        office.opened(Letter.of(DIETER, Office.SALES, "Lieferzeit der Stühle", "Wann kommen sie?"));
        try (Window window =
                chromium.window(Screen.DESKTOP_LIGHT).as(office, "anna").saying("Drop it")) {
            Page page = window.page();
            tried(window).locator("a").first().click();
            page.locator(".head .danger").click();
            page.waitForURL("**done=mail-dropped**");
            assertThat(page.locator(".head .status")).hasText("Dropped");
        }
    }
}
