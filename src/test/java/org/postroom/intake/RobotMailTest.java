package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;

class RobotMailTest {
    private static final EmailAddress VICTIM = EmailAddress.of("victim@elsewhere.example.org");

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private void answered() {
        office.carlWrites();
        office.agentAnswers(ANNA, "Plug it in.");
    }

    /** RFC 3464. */
    private static Letter report(String aboutMessageId, EmailAddress failed, String action, String status) {
        String body = """
                --r
                Content-Type: text/plain

                Your mail was not delivered.

                --r
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.customer.example.org

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; 550 %s No such user

                --r
                Content-Type: text/rfc822-headers

                From: support@example.com
                To: %s
                Subject: Re: Broken printer
                Message-ID: <%s>

                --r--
                """.formatted(failed, action, status, status, failed, aboutMessageId);
        return new Letter(
                List.of(
                        "Return-Path: <>",
                        "From: Mail Delivery System <MAILER-DAEMON@customer.example.org>",
                        "To: " + SUPPORT,
                        "Subject: Undelivered Mail Returned to Sender",
                        "Auto-Submitted: auto-replied",
                        "MIME-Version: 1.0",
                        "Content-Type: multipart/report; report-type=delivery-status; boundary=r"),
                body);
    }

    @Test
    void recordsOutOfOfficeNoteOnItsTicketAndAnswersNothing() {
        answered();
        int before = office.queued().size();
        Receipt receipt = office.arrives(
                Letter.answer(CARL.value(), office.lastTo(CARL), "I am away.").with("Auto-Submitted: auto-replied"));
        assertThat(receipt.end().orElseThrow().disposition()).isEqualTo(Disposition.AUTOMATIC);
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.WAITING);
        assertThat(office.queued()).hasSize(before);
    }

    @Test
    void answersNoListMail() {
        office.arrives(Letter.from(CARL.value(), SUPPORT, "News", "All the news.")
                .with("List-Id: <news.customer.example.org>")
                .with("Precedence: list"));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.queued(OutboundKind.AUTOMATIC)).isEmpty();
    }

    @Test
    void answersNoMailFromAnAddressOfOurs() {
        office.arrives(Letter.from("sales@example.com", SUPPORT, "Hello", "From next door."));
        office.arrives(Letter.from("support+x@example.com", SUPPORT, "Hello", "From ourselves."));
        assertThat(office.queued(OutboundKind.AUTOMATIC)).isEmpty();
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void tellsAgentsOfABounceAndRemembersTheAddress() {
        answered();
        Receipt receipt = office.arrives(report(office.lastTo(CARL).messageId(), CARL, "failed", "5.1.1"));
        assertThat(receipt.end().orElseThrow().disposition()).isEqualTo(Disposition.BOUNCE);
        assertThat(office.failing(CARL)).isTrue();
        assertThat(office.events("SUP-1001")).contains("bounce-received");
        assertThat(office.articles("SUP-1001").getLast().content().kind()).isEqualTo(Article.Kind.BOUNCE);
        assertThat(office.lastTo(ANNA).text()).contains(CARL.value(), "stays inside");
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.queuedTo(EmailAddress.of("mailer-daemon@customer.example.org")))
                .isEmpty();
    }

    @Test
    void believesNoBounceAboutAMailThatIsNotOurs() {
        answered();
        office.arrives(report("made-up@example.com", CARL, "failed", "5.1.1"));
        assertThat(office.failing(CARL)).isFalse();
        assertThat(office.events("SUP-1001")).doesNotContain("bounce-received");
    }

    @Test
    void believesNoBounceAboutAnAddressWeDidNotWriteTo() {
        answered();
        office.arrives(report(office.lastTo(CARL).messageId(), VICTIM, "failed", "5.1.1"));
        assertThat(office.failing(VICTIM)).isFalse();
        assertThat(office.failing(CARL)).isFalse();
    }

    @Test
    void tellsAgentsOfABounceFromWhereTheMailWasPassedOnTo() {
        answered();
        office.arrives(report(office.lastTo(CARL).messageId(), VICTIM, "failed", "5.1.1"));
        assertThat(office.events("SUP-1001")).contains("bounce-received");
        assertThat(office.lastTo(ANNA).text()).contains(CARL.value(), VICTIM.value());
    }

    @Test
    void tellsOnceOfARecipientWhomAReportNamesTwice() {
        answered();
        Letter report = report(office.lastTo(CARL).messageId(), CARL, "failed", "5.1.1");
        String headers = "--r\nContent-Type: text/rfc822-headers";
        String again = "Final-Recipient: rfc822; " + CARL + "\nAction: failed\nStatus: 5.2.2\n\n";
        office.arrives(new Letter(report.headers(), report.body().replace(headers, again + headers)));
        assertThat(office.events("SUP-1001")).containsOnlyOnce("bounce-received");
    }

    /** In the words of qmail, with our mail at their end. */
    private static Letter qmail(String aboutMessageId, EmailAddress failed, String said) {
        String body = """
                Hi. This is the qmail-send program at customer.example.org.
                I'm afraid I wasn't able to deliver your message to the following addresses.
                This is a permanent error; I've given up. Sorry it didn't work out.

                <%s>:
                %s

                --- Below this line is a copy of the message.

                Return-Path: <support@example.com>
                From: support@example.com
                Message-ID: <%s>
                """.formatted(failed, said, aboutMessageId);
        return new Letter(
                List.of("From: MAILER-DAEMON@customer.example.org", "To: " + SUPPORT, "Subject: failure notice"), body);
    }

    @Test
    void remembersTheAddressAfterABounceThatFollowsNoStandard() {
        answered();
        String id = office.lastTo(CARL).messageId();
        office.arrives(qmail(id, CARL, "Sorry, no mailbox here by that name. (#5.1.1)"));
        assertThat(office.failing(CARL)).isTrue();
        assertThat(office.lastTo(ANNA).text()).contains(CARL.value(), "no mailbox here by that name");
        assertThat(office.tickets()).hasSize(1);
    }

    @Test
    void showsThatAMailboxWasFullWithoutHoldingItAgainstTheAddress() {
        answered();
        office.arrives(qmail(office.lastTo(CARL).messageId(), CARL, "Remote host said: 552 5.2.2 over quota"));
        assertThat(office.failing(CARL)).isFalse();
        assertThat(office.events("SUP-1001")).contains("bounce-received");
        assertThat(office.lastTo(ANNA).text()).contains("over quota");
    }

    @Test
    void warnsOfAnAddressThatFailedWithEveryLaterMailOfItsTicket() {
        answered();
        office.arrives(qmail(office.lastTo(CARL).messageId(), CARL, "Sorry, no mailbox here by that name. (#5.1.1)"));
        office.arrives(Letter.from(CARL.value(), SUPPORT, "Scanner", "It does not scan either."));
        assertThat(office.lastTo(ANNA).text()).contains("Mail to " + CARL + " did not arrive lately (5.1.1)");
    }

    @Test
    void recordsThatAnAnswerIsLateWithoutATicketOfItsOwn() {
        answered();
        int before = office.queued().size();
        office.arrives(report(office.lastTo(CARL).messageId(), CARL, "delayed", "4.4.1"));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.failing(CARL)).isFalse();
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.WAITING);
        assertThat(office.queued()).hasSize(before);
    }

    @Test
    void recordsThatAnAnswerArrivedAndChangesNothing() {
        answered();
        int before = office.queued().size();
        Receipt receipt = office.arrives(report(office.lastTo(CARL).messageId(), CARL, "delivered", "2.0.0"));
        assertThat(receipt.end().orElseThrow().disposition()).isEqualTo(Disposition.AUTOMATIC);
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.failing(CARL)).isFalse();
        assertThat(office.events("SUP-1001")).doesNotContain("bounce-received");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.WAITING);
        assertThat(office.queued()).hasSize(before);
    }

    /** FAULTS D3. */
    @Test
    void answersNothingThatBearsTheMarkOfOurOwnAutomaticMail() {
        Receipt receipt =
                office.arrives(Letter.from(CARL.value(), SUPPORT, "Re: Your ticket", "Thank you for your mail.")
                        .with("X-Postroom-Loop: 1"));
        assertThat(receipt.end().orElseThrow().disposition()).isEqualTo(Disposition.AUTOMATIC);
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.queued(OutboundKind.AUTOMATIC)).isEmpty();
    }
}
