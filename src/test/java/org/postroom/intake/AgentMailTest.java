package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;

class AgentMailTest {
    private static final String PARTS = """
            --b
            Content-Type: text/plain; charset=utf-8

            See the manual.

            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="manual.pdf"

            the manual itself
            --b
            Content-Type: text/vcard
            Content-Disposition: attachment; filename="anna.vcf"

            EMAIL:anna.private@example.net
            --b
            Content-Type: image/png
            Content-Disposition: inline; filename="logo.png"
            Content-ID: <logo@example.net>

            logo
            --b
            Content-Type: application/pgp-signature
            Content-Disposition: attachment; filename="signature.asc"

            signed by anna
            --b--
            """;

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void sendsAnswerFromTheDepartmentWithNothingOfTheAgentsMail() {
        office.arrives(
                Letter.from("Carl Customer <" + CARL + ">", Office.SUPPORT, "Broken printer", "It does not print.")
                        .id("first@customer.example.org")
                        .with("Cc: friend@customer.example.org"));
        Queued notice = office.lastTo(ANNA);
        office.arrives(
                Letter.answer("\"Private Annie\" <" + ANNA + ">", notice, "Plug it in.\n\n-- \nAnnie at home, 555-0100")
                        .with("X-Private: secret-header")
                        .with("User-Agent: AnnieMail 1.0")
                        .with("Organization: Annie Ltd")
                        .with("Disposition-Notification-To: " + ANNA)
                        .with(
                                "Received: from home.example.net (annies-laptop [192.0.2.7]) by mx.example.com; Mon, 2 Mar 2026 09:00:00 +0000"));
        Queued answer = office.queued(OutboundKind.ANSWER).getFirst();
        assertThat(answer.to()).containsExactly(CARL, EmailAddress.of("friend@customer.example.org"));
        assertThat(answer.header("From").orElseThrow()).contains("Acme Support", "support@example.com");
        assertThat(answer.text()).contains("Plug it in.").contains("> It does not print.");
        assertThat(answer.ours().stored().envelopeSender()).contains(EmailAddress.of("support@example.com"));
        assertThat((answer.raw() + answer.text()).toLowerCase(Locale.ROOT))
                .doesNotContain("private", "annie", "555-0100", "secret-header", "192.0.2.7", "example.net", "##-")
                .doesNotContain(
                        notice.messageId().substring(0, notice.messageId().indexOf('.')));
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.WAITING);
    }

    @Test
    void closesTicketAndSendsTheText() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#close\n\nPlug it in.");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
        assertThat(office.lastTo(CARL).text()).contains("Plug it in.").doesNotContain("#close");
    }

    @Test
    void keepsNotesInside() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#note\nThis one never pays.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.articles("SUP-1001").getLast().content().kind()).isEqualTo(Article.Kind.COMMENT);
        assertThat(office.articles("SUP-1001").getLast().content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void assignsTicketAndTellsTheAgent() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#assign ben");
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.BEN);
        assertThat(office.lastTo(BEN).text()).contains("Anna Berg", "It does not print.");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void refusesToAssignToNobodyOfTheDepartmentAndNamesWhoIs() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#assign nobody\n#close\nBye.");
        assertThat(office.lastTo(ANNA).text()).contains("nobody", "anna, ben, carla", "Bye.");
        nothingIsDone();
    }

    @Test
    void takesTicket() {
        office.carlWrites();
        office.agentAnswers(BEN, "#take");
        assertThat(office.ticket("SUP-1001").assignee()).contains(SampleCompany.BEN);
    }

    @Test
    void sendsHelp() {
        office.carlWrites();
        office.agentAnswers(BEN, "#help");
        assertThat(office.lastTo(BEN).text()).contains("#close", "#note", "#assign");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void refusesUnknownCommandAndDoesNothing() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#clse\n#take\nPlug it in.");
        assertThat(office.lastTo(ANNA).text()).contains("#clse", "did you mean #close");
        nothingIsDone();
    }

    @Test
    void refusesMailWithoutWords() {
        office.carlWrites();
        office.agentAnswers(ANNA, "");
        assertThat(office.lastTo(ANNA).text()).contains("There are no words of your own");
        nothingIsDone();
    }

    @Test
    void sendsTheAnswerToARefusalPutRight() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#clse\nPlug it in.");
        office.agentAnswers(ANNA, "#close\nPlug it in.");
        assertThat(office.lastTo(CARL).text()).contains("Plug it in.");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
    }

    private void nothingIsDone() {
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
        assertThat(office.articles("SUP-1001").getLast().content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
    }

    @Test
    void takesAnswerToAnInternalNoticeForAComment() {
        failedDelivery();
        office.agentAnswers(ANNA, "I shall call him.");
        assertThat(office.articles("SUP-1001").getLast().content().kind()).isEqualTo(Article.Kind.COMMENT);
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
    }

    @Test
    void keepsInsideWhatAnswersTheRefusalOfAComment() {
        failedDelivery();
        office.agentAnswers(ANNA, "#nte\nHe never pays.");
        office.agentAnswers(ANNA, "He never pays.");
        assertThat(office.articles("SUP-1001").getLast().content().kind()).isEqualTo(Article.Kind.COMMENT);
        assertThat(office.queued(OutboundKind.ANSWER)).hasSize(1);
    }

    private void failedDelivery() {
        office.carlWrites();
        office.agentAnswers(ANNA, "Plug it in.");
        office.failed(office.queued(OutboundKind.ANSWER).getFirst(), "550 5.1.1 No such user");
        office.clock.forward(Duration.ofSeconds(1));
    }

    @Test
    void tellsAgentsThatAnAnswerWasNotDelivered() {
        failedDelivery();
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.events("SUP-1001")).contains("delivery-failed");
        assertThat(office.lastTo(ANNA).text()).contains(CARL.value(), "5.1.1", "stays inside");
        assertThat(office.failing(CARL)).isTrue();
    }

    @Test
    void passesFilesOnButNothingThatMailProgramsAdd() {
        office.carlWrites();
        Letter answer = Letter.answer(ANNA.value(), office.lastTo(ANNA), "");
        office.arrives(new Letter(answer.headers(), PARTS).with("Content-Type: multipart/mixed; boundary=b"));
        Queued sent = office.queued(OutboundKind.ANSWER).getFirst();
        assertThat(sent.mail().content().attachments())
                .extracting(Attachment::name)
                .containsExactly("manual.pdf");
        assertThat(office.lastTo(ANNA).text()).contains("anna.vcf", "logo.png").doesNotContain("signature.asc");
    }

    @Test
    void keepsTheMailThatLeftWithTheAnswerAndNotTheAgentsOwn() {
        office.carlWrites();
        Letter answer = Letter.answer(ANNA.value(), office.lastTo(ANNA), "");
        String visitingCardFirst = PARTS.replace(
                "--b\nContent-Type: application/pdf",
                "--b\nContent-Type: text/vcard\n\nfirst\n--b\nContent-Type: application/pdf");
        office.arrives(
                new Letter(answer.headers(), visitingCardFirst).with("Content-Type: multipart/mixed; boundary=b"));
        Queued sent = office.queued(OutboundKind.ANSWER).getFirst();
        Article article = office.articles("SUP-1001").getLast();
        assertThat(article.content().source().raw())
                .contains(sent.ours().stored().rawId());
        assertThat(article.content().attachments()).hasSize(1);
        assertThat(article.content().attachments().getFirst())
                .isEqualTo(Article.AttachedFile.of(
                        sent.mail().content().attachments().getFirst()));
    }

    @Test
    void sendsNothingWhenAnAgentIsOutOfOffice() {
        office.carlWrites();
        int before = office.queued().size();
        office.arrives(Letter.answer(ANNA.value(), office.lastTo(ANNA), "I am on holiday.")
                .with("Auto-Submitted: auto-replied"));
        assertThat(office.queued()).hasSize(before);
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.articles("SUP-1001").getLast().content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
    }

    @Test
    void refusesToAnswerATicketWithoutCustomer() {
        office.arrives(new Letter(
                java.util.List.of("To: " + Office.SUPPORT, "Subject: Nobody", "MIME-Version: 1.0"), "Hello."));
        office.agentAnswers(ANNA, "#clse");
        office.agentAnswers(ANNA, "Who are you?");
        assertThat(office.queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.articles("SUP-1001").getLast().content().kind()).isEqualTo(Article.Kind.COMMENT);
    }
}
