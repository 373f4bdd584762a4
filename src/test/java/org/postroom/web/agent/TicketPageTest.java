package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.Outcome;
import org.postroom.desk.Seen;
import org.postroom.desk.Words;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.intake.ReceiptId;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketId;
import org.postroom.web.Manner;

class TicketPageTest {
    private final PageOffice office = new PageOffice();
    private final Office mail = office.mail();

    @AfterEach
    void close() {
        office.close();
    }

    private String page() {
        return page("");
    }

    private String page(String query) {
        return office.as(SampleCompany.ANNA).page("/tickets/SUP-1001" + query);
    }

    private static Letter letter(String subject, String text) {
        return Letter.from("Carl Customer <" + Office.CARL + ">", Office.SUPPORT, subject, text);
    }

    private Article firstArticle() {
        return mail.articles("SUP-1001").getFirst();
    }

    private void does(Act act) {
        TicketId ticket = mail.ticket("SUP-1001").id();
        Outcome outcome = mail.database()
                .<Outcome>write(transaction -> mail.desks()
                        .agents()
                        .carryOut(
                                transaction,
                                Order.onPage(
                                        mail.organisation()
                                                .agent(SampleCompany.ANNA)
                                                .orElseThrow(),
                                        ticket,
                                        new Seen.Unknown(),
                                        act)));
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        mail.clock.forward(Duration.ofSeconds(1));
    }

    @Test
    void showsWhoWroteWhatAndWhatIsKnownOfTheTicket() {
        mail.carlWrites();

        assertThat(page())
                .contains("<h1><bdi>Broken printer</bdi></h1>")
                .contains("SUP-1001")
                .contains("Carl Customer")
                .contains("carl@customer.example.org")
                .contains("It does not print.")
                .contains("Acme Support")
                .contains("opened the ticket");
    }

    @Test
    void isNotThereForWhomThePolicyDoesNotLetSeeIt() {
        mail.carlWrites();

        assertThat(office.as(SampleCompany.CARLA).get("/tickets/SUP-1001").statusCode())
                .isEqualTo(403);
        assertThat(office.as(SampleCompany.ANNA).get("/tickets/SUP-9999").statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingThatSomebodyWroteIsHtml() {
        String evil = "<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}${7*7}";
        mail.arrives(Letter.from(
                "\"<b>Mallory</b>\" <mallory@customer.example.org>", Office.SUPPORT, evil, evil + "\n" + evil));

        assertThat(page())
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("{{ 7 * 7 }}${7*7}")
                .contains("&lt;b&gt;Mallory")
                .doesNotContain("<script>alert")
                .doesNotContain("<img src=x")
                .doesNotContain("<b>Mallory");
    }

    @Test
    void foldsHistoryAndSignatureAndShowsTheRest() {
        mail.arrives(
                letter(
                        "Broken printer",
                        "The answer.\n\nOn Mon, 2 Mar 2026 at 10:00, Acme Support <support@example.com> wrote:\n> An old line."));

        String page = page();
        assertThat(page.indexOf("The answer.")).isLessThan(page.indexOf("<details class=\"quoted\">"));
        assertThat(page.indexOf("<details class=\"quoted\">")).isLessThan(page.indexOf("&gt; An old line."));
    }

    @Test
    void linksLeaveThePageWithoutATrace() {
        mail.arrives(letter("Link", "See https://www.example.org/a?b=c&d=\"e and javascript:alert(1)"));

        assertThat(page())
                .contains("<a href=\"https://www.example.org/a?b=c&amp;d=\" target=\"_blank\""
                        + " rel=\"noopener noreferrer nofollow\">")
                .doesNotContain("href=\"javascript:");
    }

    @Test
    void saysThatOnlyAgentsSeeAComment() {
        mail.carlWrites();
        does(new Act.Comment(Words.onPage("A word among us.", List.of(), List.of())));

        String page = page();
        assertThat(page).contains("A word among us.").contains("Only agents see this");
        assertThat(page.indexOf("turn inside")).isLessThan(page.indexOf("A word among us."));
    }

    @Test
    void automaticMailIsOneLineThatOpens() {
        mail.carlWrites();
        mail.arrives(letter("Re: [SUP-1001] Out of office", "I am away.").with("Auto-Submitted: auto-replied"));

        assertThat(page())
                .contains("turn brief")
                .contains("Automatic mail from")
                .contains("I am away.");
    }

    @Test
    void marksWhatIsNewSinceTheAgentLooked() {
        mail.carlWrites();
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        assertThat(anna.page("/tickets/SUP-1001")).doesNotContain("id=\"new\"");
        anna.post("/tickets/SUP-1001/presence", "latest", firstArticle().id().toString());
        mail.clock.forward(Duration.ofMinutes(1));
        mail.arrives(letter("Re: [SUP-1001] Broken printer", "Still broken."));

        String page = anna.page("/tickets/SUP-1001");
        assertThat(page.indexOf("It does not print.")).isLessThan(page.indexOf("id=\"new\""));
        assertThat(page.indexOf("id=\"new\"")).isLessThan(page.indexOf("Still broken."));
    }

    @Test
    void lookingAtThePageChangesNothing() {
        mail.carlWrites();
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        anna.page("/tickets/SUP-1001");

        assertThat(anna.page("/tickets/SUP-1001")).doesNotContain("id=\"new\"").doesNotContain("is looking");
        assertThat(office.as(SampleCompany.BEN).page("/tickets/SUP-1001")).doesNotContain("is looking");
    }

    @Test
    void leavesOutTheMiddleOfALongConversationUntilAsked() {
        mail.carlWrites();
        IntStream.range(0, 40)
                .forEach(i -> does(new Act.Comment(Words.onPage("Comment number " + i + ".", List.of(), List.of()))));

        assertThat(page())
                .contains("It does not print.")
                .contains("Comment number 39.")
                .doesNotContain("Comment number 10.")
                .contains("Show 21 more in between");
        assertThat(page("?all=yes")).contains("Comment number 10.").doesNotContain("more in between");
    }

    @Test
    void aVeryLongMailIsCutUntilAskedFor() {
        mail.arrives(letter("Long", "A line of a very long mail.\n".repeat(4000) + "Its last line."));

        assertThat(page())
                .hasSizeLessThan(100_000)
                .doesNotContain("Its last line.")
                .contains("Show all of it");
        assertThat(page("?whole=" + firstArticle().id())).contains("Its last line.");
    }

    /** Each mark must not take some of the stack, or nobody could open the ticket any more. */
    @Test
    void aSubjectOfMarksAloneCanBeReadAndAnswered() {
        mail.arrives(letter("Re: ".repeat(20_000) + "Printer", "It does not print."));
        assertThat(page()).contains("It does not print.");
        does(new Act.Answer(Words.onPage("Is it on?", List.of(), List.of())));
        assertThat(mail.lastTo(Office.CARL).text()).contains("Is it on?");
    }

    @Test
    void tellsThatMailDoesNotReachTheCustomer() {
        mail.carlWrites();
        mail.database()
                .change(transaction ->
                        mail.stores().desk().failing().failed(transaction, Office.CARL, "5.1.1", mail.clock.instant()));

        assertThat(page()).contains("Mail does not reach this address").contains("5.1.1");
    }

    @Test
    void namesOtherTicketsOnlyAsFarAsTheAgentMaySeeThem() {
        mail.carlWrites();
        mail.arrives(letter("Another matter", "Something else."));
        mail.arrives(SampleCompany.SALES, letter("An offer please", "Prices?").with("X-Nothing: x"));
        relate("SUP-1001", "SAL-1001");

        assertThat(page()).contains("Another matter").doesNotContain("An offer please", "SAL-1001");
    }

    private void relate(String one, String other) {
        TicketId from = mail.ticket(one).id();
        TicketId to = mail.ticket(other).id();
        mail.database()
                .change(transaction -> mail.stores()
                        .desk()
                        .tickets()
                        .relate(transaction, from, to, "Both about printers.", mail.clock.instant()));
    }

    @Test
    void saysByWhichDecisionsAMailCameHere() {
        mail.carlWrites();

        String decision = mail.trace(mail.receipt(new ReceiptId(
                        firstArticle().content().source().receipt().orElseThrow())))
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(page()).contains("Why here").contains(decision.substring(0, 12));
    }

    @Test
    void speaksGerman() {
        mail.carlWrites();
        mail.database()
                .change(transaction -> PreferenceStore.jdbi()
                        .keep(
                                transaction,
                                SampleCompany.ANNA,
                                new Preferences(Optional.of(Locale.GERMAN), Optional.empty(), Manner.Theme.SYSTEM)));

        assertThat(page())
                .contains("hat das Ticket eröffnet")
                .contains("per Mail")
                .contains("Aktiv");
    }
}
