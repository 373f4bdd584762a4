package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.TicketState;

/** What is forwarded though it is on a ticket already, or no customer's. */
class KnownForwardTest extends ForwardCase {
    @Test
    void whatIsOnATicketAlreadyOpensNoOther() {
        proven(attached(ANNA, "", ORIGINAL));
        proven(attached(BEN, "Look at this.", ORIGINAL));
        assertThat(office.lastTo(BEN).text()).contains("belongs to this ticket already", "SUP-1001");
        assertThat(office.tickets()).hasSize(1);
        office.agentAnswers(BEN, "SEND");
        assertThat(office.tickets()).hasSize(1);
        assertThat(articles(Kind.CUSTOMER_MAIL)).hasSize(1);
        assertThat(articles(Kind.COMMENT).getLast().content().text()).isEqualTo("Look at this.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void theSameBytesAreKnownWithoutAMessageId() {
        String nameless = ORIGINAL.replaceAll("Message-ID: [^\r]*\r\n", "");
        proven(attached(ANNA, "", nameless));
        proven(attached(ANNA, "Again.", nameless));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.lastTo(ANNA).text()).contains("belongs to this ticket already");
    }

    @Test
    void whatBelongsToATicketWithinTheTextIsForColleagues() {
        office.carlWrites();
        office.arrives(inline(ANNA, INLINE).with("In-Reply-To: <first@customer.example.org>"));
        assertThat(office.tickets()).hasSize(1);
        office.agentAnswers(ANNA, "SEND");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(articles(Kind.COMMENT).getLast().content().text()).contains("Please help Carl.");
    }

    @Test
    void aTicketOutOfTheAgentsSightIsNotTold() {
        office.arrives(
                SampleCompany.SALES,
                Letter.from("Carl <" + CARL + ">", "sales@example.com", "Question", "Hm?")
                        .id("question@customer.example.org"));
        proven(attached(BEN, "Look.", simple(CARL.value(), "question@customer.example.org")));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.lastTo(BEN).text())
                .contains("SAL-1001", "may not see")
                .doesNotContain("Hm?");
    }

    @Test
    void ofWhatIsNoPersonsMailNobodyIsTakenForTheCustomer() {
        String bounce = simple("mailer-daemon@customer.example.org", "bounce@x")
                .replace("Subject: Question", "Subject: Undelivered\r\nAuto-Submitted: auto-replied");
        proven(attached(ANNA, "", bounce));
        isHeldForAnna("is a program's", "(no address was found)");
        office.agentAnswers(ANNA, "#customer " + CARL);
        assertThat(only().customer().orElseThrow().address()).isEqualTo(CARL);
        assertThat(office.queuedTo(CARL)).isEmpty();
        assertThat(office.events("SUP-1001")).contains("automatic-mail-suppressed");
    }

    @Test
    void ourOwnMailAndAgentsMailAreNobodysTickets() {
        proven(attached(ANNA, "", simple("support@example.com", "own@x")));
        isHeldForAnna("one of our own");
        proven(attached(ANNA, "", simple(BEN.value(), "ben@x")));
        assertThat(office.lastTo(ANNA).text()).contains("who is an agent");
        assertThat(office.tickets())
                .allSatisfy(ticket -> assertThat(ticket.customer()).isEmpty());
    }

    @Test
    void aMailOfAListIsItsWritersButIsNotAnswered() {
        proven(attached(
                ANNA,
                "",
                simple(CARL.value(), "list@x")
                        .replace("Subject:", "List-Id: <talk.lists.example.org>\r\nPrecedence: list\r\nSubject:")));
        assertThat(only().customer().orElseThrow().address()).isEqualTo(CARL);
        assertThat(office.queuedTo(CARL)).isEmpty();
    }

    @Test
    void whatWasForwardedFromAgentToAgentIsStillTheCustomers() {
        String bens =
                "From: Ben Cole <" + BEN + ">\r\nTo: " + ANNA + "\r\nSubject: Fwd: printer\r\nMessage-ID: <bens@x>\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=middle\r\n\r\n--middle\r\n\r\nFor you\r\n"
                        + "--middle\r\nContent-Type: message/rfc822\r\n\r\n" + ORIGINAL + "\r\n--middle--\r\n";
        proven(attached(ANNA, "", bens));
        isCarls();
        assertThat(only().subject()).isEqualTo("Bröken printer");
    }

    @Test
    void withinATextTheOutermostThatIsNoAgentsIsTaken() {
        String bens = "---------- Forwarded message ---------\nFrom: Ben Cole <" + BEN
                + ">\nDate: today\nSubject: Fwd: Broken printer\nTo: <" + ANNA + ">\n\n" + INLINE;
        office.arrives(inline(ANNA, bens));
        isHeldForAnna("Customer: Carl Customer <carl@customer.example.org>");
    }

    @Test
    void theTicketItWaitedOnMayHaveGoneIntoAnother() {
        office.carlWrites();
        office.arrives(inline(ANNA, INLINE.replace("carl@", "eva@")));
        Queued question = office.lastTo(ANNA);
        office.arrives(Letter.answer("Ben <" + BEN + ">", office.queuedTo(BEN).getFirst(), "#merge SUP-1002"));
        office.agentAnswers(BEN, "SEND");
        office.agentAnswers(ANNA, question, "SEND");
        assertThat(office.tickets().getLast().customer().orElseThrow().address().value())
                .isEqualTo("eva@customer.example.org");
        assertThat(office.participants("SUP-1002"))
                .contains(CARL)
                .doesNotContain(EmailAddress.of("eva@customer.example.org"));
    }

    @Test
    void anOrdinaryMailOfAnAgentIsNoForward() {
        office.arrives(Letter.from(ANNA.value(), SUPPORT, "My own question", "From: here\nTo: there\nHow far is it?"));
        assertThat(only().customer().orElseThrow().address()).isEqualTo(ANNA);
        assertThat(only().state()).isEqualTo(TicketState.ACTIVE);
        assertThat(articles(Kind.HELD_MAIL)).isEmpty();
    }
}
