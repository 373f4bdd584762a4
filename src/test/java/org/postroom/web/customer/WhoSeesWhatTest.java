package org.postroom.web.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.web.customer.LinkOffice.file;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.desk.Act;
import org.postroom.desk.Order;
import org.postroom.desk.Seen;
import org.postroom.desk.Words;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;

/** Of a ticket that several take part in, each sees on the page what is from or to them, and nothing older (FAULTS E7). */
class WhoSeesWhatTest {
    private static final EmailAddress FRIEND = EmailAddress.of("friend@example.net");

    private static final Duration DAY = Duration.ofDays(1);

    private final LinkOffice office = new LinkOffice();
    private String friendsPage = "";

    @BeforeEach
    void aFriendJoins() {
        office.act(ANNA, answer("Is it plugged in?", Optional.empty(), file("first.txt", "text/plain", "for Carl")));
        office.act(ANNA, answer("Ask your friend.", Optional.of(FRIEND), file("second.txt", "text/plain", "for both")));
        TicketId ticket = office.ticket().id();
        friendsPage = "/view/"
                + office.mail()
                        .database()
                        .<String>write(transaction -> office.mail()
                                .viewLinks
                                .create(
                                        transaction,
                                        ticket,
                                        FRIEND,
                                        office.mail().clock.instant(),
                                        DAY));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static Act answer(String text, Optional<EmailAddress> copied, Attachment file) {
        List<NamedAddress> cc = copied.map(NamedAddress::of).stream().toList();
        return new Act.Answer(Words.onPage(text, List.of(file), cc));
    }

    private String friendSees() {
        return office.get(friendsPage).body();
    }

    @Test
    void whoeverJoinsSeesNothingOlder() {
        assertThat(friendSees()).contains("Ask your friend.").doesNotContain("Is it plugged in?", "It does not print.");
        assertThat(office.ticketPage()).contains("It does not print.", "Is it plugged in?", "Ask your friend.");
    }

    @Test
    void filesAreGivenOnlyToWhomTheirMailWent() {
        List<Article> articles = office.articles();
        assertThat(fileOf(articles.get(1))).isEqualTo("404");
        assertThat(fileOf(articles.get(2))).isEqualTo("for both");
    }

    private String fileOf(Article article) {
        var answer = office.get(friendsPage + "/files/" + article.id().value() + "/0");
        return answer.statusCode() == 200 ? answer.body() : Integer.toString(answer.statusCode());
    }

    @Test
    void whatSomebodyWritesToUsAloneIsNotShownToOthers() {
        office.mail()
                .arrives(Letter.answer(
                        "Carl <" + Office.CARL + ">", office.mail().lastTo(Office.CARL), "My friend is wrong."));
        assertThat(office.ticketPage()).contains("My friend is wrong.");
        assertThat(friendSees()).doesNotContain("My friend is wrong.");
    }

    @Test
    void whatSomebodyWritesOnThePageTheySeeThere() {
        assertThat(office.answers("It hums now.").statusCode()).isEqualTo(303);
        assertThat(office.ticketPage()).contains("It hums now.");
        assertThat(friendSees()).doesNotContain("It hums now.");
    }

    @Test
    void anAnswerQuotesOnlyWhatAllWhoGetItKnow() {
        office.mail()
                .arrives(Letter.answer(
                        "Carl <" + Office.CARL + ">", office.mail().lastTo(Office.CARL), "My friend is wrong."));
        office.act(ANNA, answer("Then try mine.", Optional.empty(), file("a.txt", "text/plain", "a")));
        assertThat(office.mail().lastTo(FRIEND).to()).containsExactly(Office.CARL, FRIEND);
        assertThat(office.mail().lastTo(FRIEND).text())
                .contains("Then try mine.")
                .doesNotContain("My friend is wrong.");
    }

    /** E7: two customers' tickets become one; the old link of each shows what it showed, and what is for both from then on. */
    @Test
    void twoCustomersOfMergedTicketsSeeTheirOwnAndWhatIsForBoth() {
        office.mail()
                .arrives(Letter.from("Dora <dora@example.net>", Office.SUPPORT, "Smoke", "Mine burns.")
                        .id("dora@example.net"));
        EmailAddress dora = EmailAddress.of("dora@example.net");
        String dorasPage = "/view/" + office.tokenOf(dora);
        Ticket doras = office.mail().ticket("SUP-1002");
        Ticket carls = office.mail().ticket("SUP-1001");
        Article carlsFile = office.articles().get(1);
        Order merge = Order.onPage(
                        office.mail().organisation().agent(ANNA).orElseThrow(),
                        carls.id(),
                        new Seen.Unknown(),
                        new Act.Merge(doras.number()))
                .confirm();
        office.mail()
                .database()
                .change(transaction -> office.mail().desks().agents().carryOut(transaction, merge));
        office.act(ANNA, answer("Water for all.", Optional.empty(), file("third.txt", "text/plain", "for all")));

        String carlSees = office.ticketPage();
        String doraSees = office.get(dorasPage).body();
        assertThat(carlSees)
                .contains("It does not print.", "Is it plugged in?", "Ask your friend.", "Water for all.")
                .doesNotContain("Mine burns.", "Smoke</h1>");
        assertThat(doraSees)
                .contains("Mine burns.", "Water for all.")
                .doesNotContain("It does not print.", "Is it plugged in?", "Ask your friend.");
        assertThat(friendSees()).contains("Ask your friend.", "Water for all.").doesNotContain("Mine burns.");
        String file = "/files/" + carlsFile.id().value() + "/0";
        assertThat(office.get(office.path() + file).body()).isEqualTo("for Carl");
        assertThat(office.get(dorasPage + file).statusCode()).isEqualTo(404);
        Article forAll = office.articles().getLast();
        assertThat(office.get(dorasPage + "/files/" + forAll.id().value() + "/0")
                        .body())
                .isEqualTo("for all");
        assertThat(office.mail().lastTo(dora).text()).doesNotContain("It does not print.", "Mine burns.");
    }

    @Test
    void theSubjectIsTheOneTheyGotToRead() {
        assertThat(friendSees()).contains("<h1 dir=\"auto\">Re: Broken printer [SUP-1001]</h1>");
        assertThat(office.ticketPage()).contains("<h1 dir=\"auto\">Broken printer</h1>");
    }
}
