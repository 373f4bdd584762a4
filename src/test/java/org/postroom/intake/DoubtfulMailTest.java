package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;

class DoubtfulMailTest {
    private final Office office = new Office();

    @BeforeEach
    void carlHasATicket() {
        office.carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private void anna(String text) {
        office.arrives(Letter.from(ANNA.value(), SUPPORT, "[SUP-1001]", text));
    }

    private void held(String reason) {
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.lastTo(ANNA).subject()).contains("Please confirm");
        assertThat(office.lastTo(ANNA).text()).contains(reason);
        assertThat(office.articles("SUP-1001").getLast().content().kind()).isEqualTo(Article.Kind.HELD_MAIL);
        assertThat(office.articles("SUP-1001").getLast().content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
    }

    @Test
    void holdsMailOfAnAgentThatAnswersNoNotice() {
        anna("Plug it in.");
        held("answers no notice");
        assertThat(office.lastTo(ANNA).text()).contains(CARL.value(), "> Plug it in.");
    }

    @Test
    void sendsHeldMailOnce() {
        anna("Plug it in.");
        Queued request = office.lastTo(ANNA);
        office.agentAnswers(ANNA, request, "SEND");
        assertThat(office.lastTo(CARL).text()).contains("Plug it in.");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.WAITING);
        office.agentAnswers(ANNA, request, "Send.");
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
        assertThat(office.lastTo(ANNA).subject()).contains("not taken");
    }

    /** It could be read once; another version of the program, or another conf, may stumble over it. */
    @Test
    void refusesToSendHeldMailThatTheReaderBreaksOnByNow() {
        try (Office other = new Office(stores -> stores, DoubtfulMailTest::readerForIntakeAlone)) {
            other.carlWrites();
            other.arrives(Letter.from(ANNA.value(), SUPPORT, "[SUP-1001]", "Plug it in."));
            other.agentAnswers(ANNA, "SEND");
            assertThat(other.lastTo(ANNA).text()).contains("cannot be read any more");
            assertThat(other.queued(OutboundKind.ANSWER)).isEmpty();
        }
    }

    private static MailReader readerForIntakeAlone() {
        if (!Thread.currentThread().getName().startsWith("office")) {
            throw new StackOverflowError();
        }
        return new MailReader(ReadLimits.standard());
    }

    @Test
    void dropsHeldMail() {
        anna("Plug it in.");
        Queued request = office.lastTo(ANNA);
        office.agentAnswers(ANNA, request, "cancel");
        office.agentAnswers(ANNA, request, "send");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.events("SUP-1001"))
                .contains("mail-held", "mail-cancelled")
                .doesNotContain("mail-released");
    }

    @Test
    void sendsTheHeldMailThatIsAskedAboutAndNoOther() {
        anna("The first.");
        Queued first = office.lastTo(ANNA);
        anna("The second.");
        office.agentAnswers(ANNA, first, "SEND");
        assertThat(office.lastTo(CARL).text()).contains("The first.").doesNotContain("The second.");
        office.agentAnswers(ANNA, first, "SEND");
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
    }

    @Test
    void stillWaitsForAWordAfterAnUnclearOne() {
        anna("Plug it in.");
        office.agentAnswers(ANNA, "What is this?");
        assertThat(office.lastTo(ANNA).text()).contains("SEND or CANCEL");
        office.agentAnswers(ANNA, "SEND");
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
        assertThat(office.lastTo(CARL).text()).contains("Plug it in.").doesNotContain("SEND");
    }

    @Test
    void holdsAnswerThatNamesAPrivateAddress() {
        office.agentAnswers(ANNA, "Write to " + ANNA + " next time.");
        held("private address");
    }

    @Test
    void holdsAnswerThatQuotesTheNotice() {
        Queued notice = office.lastTo(ANNA);
        String between = notice.text().lines().map(line -> "> " + line + "\n").reduce("", String::concat);
        office.arrives(Letter.answer(ANNA.value(), notice, "Hello,\n\n" + between + "\nthat was all."));
        held("Our notice is still in it");
    }

    @Test
    void holdsForwardedNotice() {
        Queued notice = office.lastTo(ANNA);
        office.arrives(Letter.from(
                        ANNA.value(),
                        SUPPORT,
                        "Fwd: " + notice.subject(),
                        "See below.\n\n---------- Forwarded message ---------\n" + notice.text())
                .with("References: <" + notice.messageId() + ">"));
        held("forwarded");
    }

    @Test
    void asksAnnaWhenHerTokenComesFromElsewhere() {
        office.arrives(Letter.answer("anna@elsewhere.example.org", office.lastTo(ANNA), "#close\nPlug it in."));
        held("anna@elsewhere.example.org");
        assertThat(office.queuedTo(org.postroom.mail.EmailAddress.of("anna@elsewhere.example.org")))
                .isEmpty();
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
    }

    /** A number is easily guessed; what strangers cause must not keep from agents what becomes of their own mails. */
    @Test
    void countsWhatAnybodyMayHaveSentApartFromTheAgentsOwn() {
        anna("Plug it in.");
        assertThat(counted("agent-question")).isEqualTo(1);
        assertThat(counted("agent-reply")).isZero();
    }

    @Test
    void countsWhatHerTokenVouchesForAsAnnasOwn() {
        office.arrives(Letter.answer("anna@elsewhere.example.org", office.lastTo(ANNA), "Plug it in."));
        assertThat(counted("agent-question")).isZero();
        assertThat(counted("agent-reply")).isEqualTo(1);
    }

    @Test
    void countsWhatHerServerVouchesForAsAnnasOwn() {
        office.trusts(TrustCase.TRUSTED);
        office.arrives(Letter.from(ANNA.value(), SUPPORT, "[SUP-1001]", "Plug it in.")
                .with("Authentication-Results: " + TrustCase.TRUSTED + "; dmarc=pass header.from=" + ANNA.domain()));
        held("answers no notice");
        assertThat(counted("agent-question")).isZero();
        assertThat(counted("agent-reply")).isEqualTo(1);
    }

    private int counted(String limit) {
        return office.count("SELECT COUNT(*) FROM send_budget WHERE budget_key = '" + limit + ":anna'");
    }

    @Test
    void holdsTheSecondOfTwoAnswersThatCrossed() {
        Queued noticeOfBen = office.lastTo(BEN);
        office.agentAnswers(ANNA, "Plug it in.");
        office.agentAnswers(BEN, noticeOfBen, "Buy a new one.");
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
        assertThat(office.lastTo(BEN).text()).contains("Anna Berg has answered in the meantime", "Plug it in.");
        office.agentAnswers(BEN, "SEND");
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(2);
        assertThat(office.lastTo(CARL).text()).contains("Buy a new one.");
    }
}
