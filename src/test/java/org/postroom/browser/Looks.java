package org.postroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Letter.Person;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;

/** Every page there is, in a company where much happens and in one where nothing is wrong. */
final class Looks implements AutoCloseable {
    private static final int TOO_MANY = 31;
    private static final int TILL_A_STORM = 14;

    private final Story story = Story.play();
    private final Office busy = story.office();
    private final Office quiet = Office.open();
    private final Office stormy = Office.open();
    private final Ticket german;
    private final Ticket forwarded;
    private final Ticket invitation;

    Looks(Chromium chromium) {
        for (int i = 0; i < TILL_A_STORM; i++) {
            stormy.opened(Letter.of(
                    new Person("Robot", "tickets@robot.example.net"),
                    Office.SUPPORT,
                    "We got your mail, case " + (4_711 + i),
                    "Thank you for your mail. It has the number " + (4_711 + i) + " with us."));
        }
        forwarded = quiet.opened(StoryLetters.forwarded());
        invitation = quiet.opened(StoryLetters.invitation());
        german = quiet.opened(Letter.of(
                new Person("Dieter Kohl", "dieter@kunde.example.org"),
                Office.SALES,
                "Größe und Lieferzeit der Stühle »Föhr«",
                "Guten Tag,\n\nwie groß sind die Stühle »Föhr« genau, und wann könnten zwölf davon in Köln sein?\n\n"
                        + "Mit freundlichen Grüßen\nDieter Kohl"));
        try (Window window =
                chromium.window(Screen.DESKTOP_LIGHT).as(busy, "anna").saying("Lock this ticket")) {
            window.open(busy.page("/tickets/" + story.lockedTicket().number()));
            window.page().locator(".acts button[formaction$='/lock']").click();
            window.page().waitForURL("**done=locked**");
            window.open(busy.page("/views/new"));
            fillView(window.page());
            window.page().locator("main .primary").click();
            window.page().waitForURL("**/views/**");
        }
    }

    /** In an order in which none is changed by what another does. */
    List<Look> all() {
        return Stream.of(lists(), tickets(), views(), house(), customers(), failures())
                .flatMap(List::stream)
                .toList();
    }

    private Look busy(String agent, String name, String path) {
        return Look.of(busy, name, path).by(agent);
    }

    private Look quiet(String agent, String name, String path) {
        return Look.of(quiet, name, path).by(agent);
    }

    private static String page(Ticket ticket) {
        return "/tickets/" + ticket.number();
    }

    private List<Look> lists() {
        return List.of(
                Look.of(busy, "login", "/login"),
                busy("anna", "list", "/tickets"),
                busy("emma", "list-empty", "/tickets?whose=me"),
                busy("anna", "list-search", "/tickets?text=printer&state=all"),
                busy("david", "list-german", "/tickets"),
                busy("anna", "list-chosen", "/tickets").after(page -> {
                    page.locator(".row .pick input").nth(1).check();
                    page.locator(".row .pick input").nth(2).check();
                }),
                busy("anna", "several", "/tickets").after(page -> {
                    page.locator(".row .pick input").nth(1).check();
                    page.locator(".row .pick input").nth(2).check();
                    page.locator(".several button[value=answer]").click();
                    page.waitForURL("**/several**");
                    page.locator(".several-form textarea")
                            .fill("Hello,\n\nthe outage is over. Does it work for you again?");
                }),
                busy("anna", "help", "/tickets").typing("?"));
    }

    private List<Look> tickets() {
        Ticket vpn = story.ticket("VPN drops");
        return List.of(
                busy("anna", "ticket", page(story.printerTicket())),
                busy("ben", "ticket-formatted", page(story.invoiceTicket()))
                        .pressing("a[hx-get*=formatted]")
                        .after(Looks::waitForTheMail),
                busy("anna", "ticket-unreadable", page(story.ticket("was set aside"))),
                busy("ben", "ticket-answer", page(vpn))
                        .typing("r")
                        .after(writing(
                                "answer",
                                "Hello Ingrid,\n\nthe tunnel loses its keepalive. Please set it to 20 seconds:"
                                        + " Settings > Connection > Keepalive.\n\nDoes it hold then?")),
                busy("carla", "ticket-comment", page(vpn))
                        .typing("c")
                        .after(writing("comment", "Same as TEC-0987 last year: keepalive. I ask the provider.")),
                busy("anna", "ticket-transfer", page(story.printerTicket())).typing("m"),
                busy("anna", "ticket-share", page(story.printerTicket())).typing("s"),
                busy("anna", "ticket-merge", page(story.printerTicket())).pressing(".acts .menu:has(.other) > summary"),
                busy("anna", "ticket-split", page(story.printerTicket()) + "/split"),
                busy("anna", "ticket-links", page(story.printerTicket()) + "/links"),
                quiet("anna", "ticket-forwarded", page(forwarded)),
                quiet("anna", "ticket-invitation", page(invitation)),
                busy("anna", "ticket-closed", page(story.closedTicket())),
                busy("anna", "ticket-locked", page(story.lockedTicket())),
                busy("david", "ticket-german", page(story.ticket("Lieferzeit"))).pressing(".acts [data-key=a]"),
                busy("emma", "no-permission-ticket", page(story.printerTicket()))
                        .failing("403"));
    }

    private static void waitForTheMail(Page page) {
        assertThat(page.frameLocator("iframe.frame").locator("table")).isVisible();
        page.mouse().move(0, 0);
    }

    private static Consumer<Page> writing(String kind, String words) {
        return page -> {
            page.locator(".write." + kind + " textarea").fill(words);
            page.locator(".write." + kind + " textarea").blur();
            assertThat(page.locator(".write." + kind + " .saved")).not().isEmpty();
        };
    }

    private List<Look> views() {
        return List.of(
                busy("ben", "views-empty", "/views"),
                busy("carla", "view-new", "/views/new").after(Looks::fillView),
                busy("anna", "views", "/views"),
                busy("anna", "view-list", "/views").pressing("main td.keep a"),
                busy("anna", "planned-empty", "/planned"));
    }

    private static void fillView(Page page) {
        page.locator("#name").fill("Printers that wait");
        page.locator("#criteria").fill("status:active,waiting age:<4w printer");
    }

    private List<Look> house() {
        return List.of(
                busy("anna", "departments", "/departments"),
                busy("anna", "agents", "/agents"),
                busy("anna", "queue", "/queue"),
                busy("anna", "queue-mail", "/queue").pressing("main a[href^='/queue/']"),
                quiet("anna", "queue-empty", "/queue"),
                busy("david", "departments-german", "/departments"),
                busy("david", "queue-german", "/queue"),
                busy("anna", "quarantine", "/quarantine"),
                busy("anna", "quarantine-mail", "/quarantine").pressing("main a[href^='/quarantine/']"),
                quiet("anna", "quarantine-empty", "/quarantine"),
                Look.of(stormy, "storm-line", "/tickets").by("anna"),
                Look.of(stormy, "storms", "/storms").by("anna"),
                Look.of(stormy, "storm", "/storms").by("anna").pressing("main a[href^='/storms/']"),
                quiet("anna", "storms-empty", "/storms"),
                busy("anna", "settings", "/settings"),
                busy("david", "settings-german", "/settings"),
                busy("ben", "no-permission", "/queue").failing("403"),
                busy("anna", "not-found", "/nothing-here").failing("404"));
    }

    private List<Look> customers() {
        String answered = link(story.answeredTicket());
        return List.of(
                Look.of(busy, "view", link(story.printerTicket())),
                Look.of(busy, "view-answered", answered),
                Look.of(busy, "view-closed", link(story.closedTicket())),
                Look.of(busy, "view-locked", link(story.lockedTicket())),
                Look.of(
                        quiet,
                        "view-german",
                        ViewLinkOf.customer(quiet, german, "dieter@kunde.example.org")
                                .getPath()),
                Look.of(busy, "view-refused", answered)
                        .after(page -> page.locator("form.reply button").click())
                        .failing("422"),
                Look.of(busy, "view-no-file", answered + "/files/1/9").failing("404"),
                Look.of(busy, "view-gone", "/view/" + "x".repeat(32)).failing("404"));
    }

    private String link(Ticket ticket) {
        URI link = ViewLinkOf.clara(busy, ticket);
        return link.getPath();
    }

    private List<Look> failures() {
        return List.of(
                Look.of(busy, "too-many-tries", "/login").after(Looks::guess).failing("403|429"),
                quiet("david", "too-large", page(german))
                        .after(Looks::sendTooMuch)
                        .failing("413"),
                quiet("anna", "failed", "/departments").after(this::breakDown).failing("500"),
                Look.of(quiet, "view-later", "/view/" + "y".repeat(32))
                        .after(Looks::guessLinks)
                        .failing("404|429"));
    }

    private static void guess(Page page) {
        for (int tries = 0; tries < TOO_MANY && page.locator("[name=password]").count() > 0; tries++) {
            page.locator("[name=account]").fill("somebody");
            page.locator("[name=password]").fill("a wrong password");
            page.locator("form[action='/login'] button.primary").click();
            page.waitForLoadState();
        }
    }

    /** As a browser without scripts would: with them the page says so before anything is sent. */
    private static void sendTooMuch(Page page) {
        page.evaluate("""
                () => {
                  const form = document.querySelector('form.write.answer');
                  const files = new DataTransfer();
                  files.items.add(new File([new Uint8Array(26_000_000)], 'film.mp4'));
                  form.querySelector('[type=file]').files = files.files;
                  form.submit();
                }""");
        page.waitForURL("**/answer");
    }

    /** What the list of tickets reads is lost. */
    private void breakDown(Page page) {
        quiet.database().change(transaction -> {
            transaction.handle().execute("DROP TABLE IF EXISTS ticket_seen");
        });
        page.navigate(quiet.page("/tickets").toString());
    }

    private static void guessLinks(Page page) {
        for (int tries = 0; tries < TOO_MANY; tries++) {
            page.request().get(page.url());
        }
        page.reload();
    }

    @Override
    public void close() {
        quiet.close();
        stormy.close();
        story.close();
    }
}
