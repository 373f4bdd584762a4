package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.Priority;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** A customer's mail that is attached to an agent's: whose ticket it is, and who may make it so. */
class AttachedForwardTest extends ForwardCase {
    @Test
    void whatIsAttachedToAProvenMailIsItsSendersTicketAtOnce() {
        Receipt receipt = proven(attached(ANNA, "Please help Carl.", ORIGINAL));
        isCarls();
        assertThat(receipt.end().orElseThrow().disposition()).isEqualTo(Disposition.NEW_TICKET);
        assertThat(only().subject()).isEqualTo("Bröken printer");
        Article.Content mail = articles(Kind.CUSTOMER_MAIL).getFirst().content();
        assertThat(mail.visibility()).isEqualTo(Visibility.PUBLIC);
        assertThat(mail.text()).contains("it does not prünt.").doesNotContain("Please help Carl");
        assertThat(mail.messageId()).contains(new MessageId("original@customer.example.org"));
        assertThat(mail.addresses().from().orElseThrow().name()).isEqualTo("Carl, Customer");
        assertThat(mail.attachments()).extracting(Article.AttachedFile::name).containsExactly("log.txt");
        assertThat(office.trace(receipt)).contains("Forwarded by anna: SUP-1001 is carl@customer.example.org's.");
    }

    @Test
    void itsBytesAreKeptAndItsFilesAreFoundInThem() {
        proven(attached(ANNA, "Please help Carl.", ORIGINAL));
        Article mail = articles(Kind.CUSTOMER_MAIL).getFirst();
        Bytes raw = office.database()
                .<Bytes>read(t -> office.desks().files().raw(t, mail).orElseThrow());
        assertThat(new String(raw.toArray(), StandardCharsets.ISO_8859_1)).isEqualTo(ORIGINAL);
        Attachment file = office.database()
                .<Attachment>read(t -> office.desks().files().file(t, mail, 0).orElseThrow());
        assertThat(new String(file.content().toArray(), StandardCharsets.UTF_8).strip())
                .isEqualTo("no paper");
    }

    @Test
    void theAgentsWordsAreACommentAndTheCommandsAreDone() {
        proven(attached(
                ANNA, "#assign ben\n#product printer\n#priority high\n#note Please help Carl.\n\n-- \nAnna", ORIGINAL));
        assertThat(only().assignee()).contains(SampleCompany.BEN);
        assertThat(only().product().orElseThrow().value()).isEqualTo("printer");
        assertThat(only().priority()).isEqualTo(Priority.HIGH);
        Article.Content comment = articles(Kind.COMMENT).getFirst().content();
        assertThat(comment.text()).isEqualTo("Please help Carl.");
        assertThat(comment.visibility()).isEqualTo(Visibility.INTERNAL);
        assertThat(comment.attachments()).isEmpty();
        assertThat(office.lastTo(BEN).text()).contains("Please help Carl.", "it does not prünt.");
        assertThat(office.queuedTo(BEN)).hasSize(1);
        assertThat(office.queuedTo(CARL))
                .allSatisfy(mail -> assertThat(mail.raw()).doesNotContain("Please help", ANNA.value()));
    }

    @Test
    void theAgentIsToldTheNumberAndTheGroupIsToldOfTheTicket() {
        proven(attached(ANNA, "Please help Carl.", ORIGINAL));
        assertThat(office.queuedTo(ANNA)).anySatisfy(mail -> {
            assertThat(mail.subject()).contains("[SUP-1001]");
            assertThat(mail.text())
                    .contains("Ticket SUP-1001 is Carl, Customer's", "https://help.example.com/tickets/SUP-1001");
        });
        assertThat(office.lastTo(BEN).text())
                .contains("it does not prünt.", "Forwarded by Anna Berg, who writes: Please help Carl.");
    }

    @Test
    void whateverTheCustomerAnswersIsOnTheTicket() {
        proven(attached(ANNA, "", ORIGINAL));
        office.arrives(Letter.answer("Carl <" + CARL + ">", office.lastTo(CARL), "It has paper."));
        office.arrives(Letter.from("Carl <" + CARL + ">", SUPPORT, "Re: printer", "One thing more.")
                .with("In-Reply-To: <original@customer.example.org>"));
        assertThat(office.tickets()).hasSize(1);
        assertThat(articles(Kind.CUSTOMER_MAIL)).hasSize(3);
        assertThat(articles(Kind.COMMENT)).isEmpty();
    }

    @Test
    void thoseInItsCcDoNotTakePart() {
        proven(attached(ANNA, "", ORIGINAL));
        assertThat(office.participants("SUP-1001")).containsExactly(CARL);
    }

    @Test
    void eachOfSeveralIsATicketOfItsOwn() {
        proven(attached(
                ANNA,
                "#take",
                simple("eva@customer.example.org", "one@x"),
                simple("Fay <fay@customer.example.org>", "two@x")));
        assertThat(office.tickets())
                .extracting(ticket -> ticket.customer().orElseThrow().address().value())
                .containsExactly("eva@customer.example.org", "fay@customer.example.org");
        assertThat(office.tickets())
                .allSatisfy(ticket -> assertThat(ticket.assignee()).contains(SampleCompany.ANNA));
    }

    @Test
    void aMailThatIsAttachedTwiceIsOneTicket() {
        String nameless = ORIGINAL.replaceFirst("Message-ID: [^\r]*\r\n", "");
        proven(attached(ANNA, "", ORIGINAL, ORIGINAL));
        assertThat(office.tickets()).hasSize(1);
        office.arrives(attached(ANNA, "", nameless, nameless).with(PASS));
        assertThat(office.tickets()).hasSize(2);
    }

    @Test
    void moreThanTenAreTheSendersOwnMail() {
        String[] many = Stream.iterate(1, i -> i + 1)
                .limit(11)
                .map(i -> simple("c" + i + "@customer.example.org", i + "@x"))
                .toArray(String[]::new);
        proven(attached(ANNA, "", many));
        assertThat(only().customer().orElseThrow().address()).isEqualTo(ANNA);
    }

    @Test
    void itIsSoOnMariaDbToo() {
        try (Office other = new Office(TestDatabases.mariadb())) {
            other.arrives(attached(ANNA, "#priority high\nPlease help Carl.", ORIGINAL));
            other.agentAnswers(ANNA, "#customer Eva <eva@customer.example.org>");
            Ticket ticket = other.ticket("SUP-1001");
            assertThat(ticket.customer().orElseThrow().label()).isEqualTo("Eva");
            assertThat(ticket.priority()).isEqualTo(Priority.HIGH);
            assertThat(other.participants("SUP-1001")).hasSize(1);
            other.arrives(attached(ANNA, "Again.", ORIGINAL));
            assertThat(other.lastTo(ANNA).text()).contains("belongs to this ticket already");
            assertThat(other.tickets()).hasSize(1);
        }
    }

    @Test
    void withoutProofTheAgentIsAskedAtTheOwnAddress() {
        office.arrives(attached(ANNA, "Please help Carl.", ORIGINAL));
        isHeldForAnna(
                "Carl, Customer <carl@customer.example.org>", "Bröken printer", "> it does not prünt.", "log.txt");
        office.agentAnswers(ANNA, "SEND");
        isCarls();
        assertThat(articles(Kind.COMMENT).getFirst().content().text()).isEqualTo("Please help Carl.");
        assertThat(office.events("SUP-1001"))
                .containsSubsequence("opened", "mail-held", "mail-released", "customer-named", "auto-response-sent");
    }

    @Test
    void aForgedSenderGainsNothingButAQuestionToTheAgent() {
        office.trusts(SERVER);
        office.arrives(attached(ANNA, "#close", ORIGINAL)
                .with("Authentication-Results: " + SERVER + "; dkim=fail header.d=example.net"));
        isHeldForAnna("did not confirm");
        assertThat(only().state()).isEqualTo(TicketState.ACTIVE);
        office.arrives(Letter.answer("evil@elsewhere.example.org", office.lastTo(ANNA), "SEND"));
        assertThat(office.ticket("SUP-1001").customer()).isEmpty();
        assertThat(office.queuedTo(CARL)).isEmpty();
    }

    @Test
    void severalSendersProveNothing() {
        office.trusts(SERVER);
        office.arrives(attached(ANNA, "", ORIGINAL).with(PASS).with("From: evil@elsewhere.example.org"));
        isHeldForAnna("several senders");
    }

    @Test
    void whatACustomerForwardsIsTheCustomersOwn() {
        proven(attached(EmailAddress.of("eva@customer.example.org"), "See below.", ORIGINAL));
        assertThat(only().customer().orElseThrow().address().value()).isEqualTo("eva@customer.example.org");
        assertThat(articles(Kind.CUSTOMER_MAIL).getFirst().content().text()).contains("See below.");
    }

    @Test
    void anAgentOfAnotherDepartmentIsACustomerThere() {
        Letter letter = inline(BEN, INLINE);
        office.arrives(SampleCompany.SALES, letter);
        assertThat(only().customer().orElseThrow().address()).isEqualTo(BEN);
    }

    @Test
    void whoIsNotInTheFrontLinePutsItIntoTheOwnGroup() {
        proven(attached(SampleCompany.CARLA_ADDRESS, "", ORIGINAL));
        assertThat(only().group()).isEqualTo(SampleCompany.SUPPORT_ESCALATION);
        isCarls();
    }
}
