package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.OnReplyToLocked;
import org.postroom.agent.OpenTo;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.TicketRules;
import org.postroom.agent.UndoTimes;
import org.postroom.agent.WhoMayOpen;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.Priority;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** Agents forward customers' mails to the department. */
class ForwardByMailTest {
    private static final String SERVER = "mx.example.com";
    private static final String PASS = "Authentication-Results: " + SERVER + "; dkim=pass header.d=example.net";

    /** As Carl's server delivered it to Anna's own mailbox; odd in many ways that must stay. */
    private static final String ORIGINAL = """
            Return-Path: <carl@customer.example.org>
            Received: from mail.customer.example.org by mx.example.net;
            \tMon, 2 Mar 2026 08:00:00 +0000
            from: "Carl, Customer" <carl@customer.example.org>
            To: Anna Berg <anna.private@example.net>
            Cc: Eva <eva@customer.example.org>
            Subject: =?utf-8?q?Br=C3=B6ken?= printer
            Date: Mon, 2 Mar 2026 08:00:00 +0000
            Message-ID: <original@customer.example.org>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=inner

            --inner
            Content-Type: text/plain; charset=iso-8859-1
            Content-Transfer-Encoding: quoted-printable

            Hello Anna,=20

            it does not pr=FCnt.
            --inner
            Content-Type: text/plain; name=log.txt
            Content-Disposition: attachment; filename=log.txt

            no paper
            --inner--
            """.replace("\n", "\r\n");

    private static final String INLINE = """
            Please help Carl.

            ---------- Forwarded message ---------
            From: Carl Customer <carl@customer.example.org>
            Date: Mon, 2 Mar 2026 at 09:00
            Subject: Broken printer
            To: Anna Berg <anna.private@example.net>

            Hello Anna,

            it does not print.
            """;

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    private static Letter attached(EmailAddress from, String words, String... originals) {
        StringBuilder body = new StringBuilder("--outer\nContent-Type: text/plain; charset=utf-8\n\n" + words);
        for (String original : originals) {
            body.append("\n--outer\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n")
                    .append(original.replace("\r\n", "\n"));
        }
        return Letter.from("Anna Berg <" + from + ">", SUPPORT, "Fwd: from Carl", body + "\n--outer--\n")
                .with("Content-Type: multipart/mixed; boundary=outer");
    }

    private static Letter inline(EmailAddress from, String text) {
        return Letter.from("Anna Berg <" + from + ">", SUPPORT, "Fwd: Broken printer", text);
    }

    private static String simple(String from, String id) {
        return "From: " + from + "\r\nTo: anna.private@example.net\r\nSubject: Question\r\nMessage-ID: <" + id
                + ">\r\n\r\nHow does it work?\r\n";
    }

    private Receipt proven(Letter letter) {
        office.trusts(SERVER);
        return office.arrives(letter.with(PASS));
    }

    private Ticket only() {
        assertThat(office.tickets()).hasSize(1);
        return office.tickets().getFirst();
    }

    private List<Article> articles(Kind kind) {
        return office.articles("SUP-1001").stream()
                .filter(article -> article.content().kind() == kind)
                .toList();
    }

    private void isHeldForAnna(String... words) {
        assertThat(only().customer()).isEmpty();
        assertThat(office.participants("SUP-1001")).isEmpty();
        assertThat(articles(Kind.HELD_MAIL)).hasSize(1);
        assertThat(office.queued()).hasSize(1);
        assertThat(office.lastTo(ANNA).subject()).contains("Please confirm");
        assertThat(office.lastTo(ANNA).text()).contains(words);
    }

    private void isCarls() {
        assertThat(only().customer().orElseThrow().address()).isEqualTo(CARL);
        assertThat(office.participants("SUP-1001")).containsExactly(CARL);
        assertThat(articles(Kind.CUSTOMER_MAIL)).hasSize(1);
        assertThat(office.lastTo(CARL).is(OutboundKind.AUTOMATIC)).isTrue();
    }

    // --- attached

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

    // --- who may

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

    // --- within the text

    @Test
    void whatIsWithinTheTextIsProposed() {
        office.trusts(SERVER);
        office.arrives(inline(ANNA, INLINE).with(PASS));
        isHeldForAnna(
                "Carl Customer <carl@customer.example.org>",
                "Broken printer",
                "Mon, 2 Mar 2026 at 09:00",
                "> it does not print.",
                "> Please help Carl.");
        office.agentAnswers(ANNA, "SEND");
        isCarls();
        Article.Content mail = articles(Kind.CUSTOMER_MAIL).getFirst().content();
        assertThat(mail.text()).isEqualTo("Hello Anna,\n\nit does not print.");
        assertThat(mail.source().formatted()).isFalse();
        assertThat(office.lastTo(BEN).text()).contains("it does not print.");
    }

    @Test
    void itIsSentOnce() {
        office.arrives(inline(ANNA, INLINE));
        Queued question = office.lastTo(ANNA);
        office.agentAnswers(ANNA, question, "SEND");
        office.agentAnswers(ANNA, question, "send");
        isCarls();
        assertThat(office.lastTo(ANNA).subject()).contains("not taken");
    }

    @Test
    void cancelEndsTheTicketItWaitedOn() {
        office.arrives(inline(ANNA, INLINE));
        Queued question = office.lastTo(ANNA);
        office.agentAnswers(ANNA, question, "CANCEL");
        assertThat(only().state()).isEqualTo(TicketState.CLOSED);
        office.agentAnswers(ANNA, question, "SEND");
        assertThat(only().customer()).isEmpty();
        assertThat(office.queuedTo(CARL)).isEmpty();
    }

    @Test
    void theAgentSaysWhoseItIs() {
        office.arrives(inline(ANNA, INLINE));
        office.agentAnswers(ANNA, "#customer Eva Else <eva@customer.example.org>");
        assertThat(only().customer().orElseThrow().label()).isEqualTo("Eva Else");
        assertThat(office.participants("SUP-1001")).containsExactly(EmailAddress.of("eva@customer.example.org"));
        assertThat(office.queuedTo(CARL)).isEmpty();
    }

    @Test
    void commandsBesideThatAreDoneToo() {
        office.arrives(inline(ANNA, INLINE));
        office.agentAnswers(ANNA, "#customer eva@customer.example.org\n#priority urgent\n\nHere you are.");
        assertThat(only().customer().orElseThrow().address().value()).isEqualTo("eva@customer.example.org");
        assertThat(only().priority()).isEqualTo(Priority.URGENT);
        assertThat(articles(Kind.COMMENT).getFirst().content().text()).isEqualTo("Please help Carl.");
    }

    @Test
    void whoMayOnlySeeTheTicketByNowNamesNoCustomerThere() {
        office.arrives(inline(SampleCompany.CARLA_ADDRESS, INLINE));
        Organisation usual = SampleCompany.organisation();
        Department open =
                SampleCompany.support().withTickets(TicketRules.of("SUP").withOpenTo(new OpenTo(true, false)));
        Agent carla = SampleCompany.agent(
                SampleCompany.CARLA,
                "Carla Diaz",
                SampleCompany.CARLA_ADDRESS,
                Set.of(SampleCompany.SALES_FRONT_LINE),
                Map.of(SampleCompany.SALES, Role.AGENT));
        List<Agent> agents = usual.agents().stream()
                .map(agent -> agent.id().equals(carla.id()) ? carla : agent)
                .toList();
        office.conf(new Organisation(
                usual.brands(), List.of(open, SampleCompany.sales()), agents, usual.products(), List.of()));
        office.agentAnswers(SampleCompany.CARLA_ADDRESS, "SEND");
        assertThat(only().customer()).isEmpty();
        assertThat(office.queuedTo(CARL)).isEmpty();
        assertThat(office.lastTo(SampleCompany.CARLA_ADDRESS).text()).contains("You may not close, reopen or change");
    }

    @Test
    void whatIsCutOffWaitsForTheAgentsWord() {
        office.trusts(SERVER);
        office.beginningArrives(
                attached(ANNA, "Please help Carl.", ORIGINAL).with(PASS).raw("large"), 62_400_000);
        isHeldForAnna("too large to be fetched");
    }

    @Test
    void aDepartmentThatTakesNoNewTicketsTakesThoseOfItsAgents() {
        Department usual = SampleCompany.support();
        TicketRules closed = new TicketRules(
                "SUP", WhoMayOpen.NOBODY, false, true, OnReplyToLocked.REJECT, OpenTo.nobody(), UndoTimes.NONE);
        office.conf(
                new Department(
                        usual.id(),
                        usual.name(),
                        usual.brand(),
                        true,
                        usual.mail(),
                        usual.hours(),
                        closed,
                        usual.groups()),
                SampleCompany.sales());
        proven(attached(ANNA, "", ORIGINAL));
        isCarls();
        assertThat(only().state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void aNameWithoutAnAddressHasToBeNamed() {
        office.arrives(inline(ANNA, """
                Von: Customer, Carl
                Gesendet: Montag, 2. März 2026 09:00
                An: Berg, Anna
                Betreff: Broken printer

                It does not print.
                """));
        isHeldForAnna("shows no address", "Customer, Carl", "#customer");
        Queued question = office.lastTo(ANNA);
        office.agentAnswers(ANNA, question, "SEND");
        assertThat(office.lastTo(ANNA).text()).contains("#customer carl@example.org");
        assertThat(only().customer()).isEmpty();
        office.agentAnswers(ANNA, question, "#kunde " + CARL);
        isCarls();
    }

    @Test
    void whoseItIsMayStandAboveTheMail() {
        office.arrives(inline(ANNA, "#customer eva@customer.example.org\n#take\n" + INLINE));
        isHeldForAnna("eva@customer.example.org");
        office.agentAnswers(ANNA, "SEND");
        assertThat(only().customer().orElseThrow().address().value()).isEqualTo("eva@customer.example.org");
        assertThat(only().assignee()).contains(SampleCompany.ANNA);
        assertThat(articles(Kind.COMMENT).getFirst().content().text()).isEqualTo("Please help Carl.");
    }

    @Test
    void whereNoForwardedMailIsFoundTheCommandSaysSo() {
        office.arrives(
                Letter.from(ANNA.value(), SUPPORT, "Printer", "#customer " + CARL + "\n#take\nIt does not print."));
        isHeldForAnna(CARL.value(), "> It does not print.");
        office.agentAnswers(ANNA, "SEND");
        isCarls();
        assertThat(only().subject()).isEqualTo("Printer");
        assertThat(only().assignee()).contains(SampleCompany.ANNA);
    }

    @Test
    void anUnclearWordLeavesItWaiting() {
        office.arrives(inline(ANNA, INLINE));
        Queued question = office.lastTo(ANNA);
        office.agentAnswers(ANNA, question, "What is this?");
        assertThat(office.lastTo(ANNA).text()).contains("SEND, CANCEL, or #customer");
        office.agentAnswers(ANNA, question, "#customer nobody");
        assertThat(office.lastTo(ANNA).text()).contains("not a mail address");
        office.agentAnswers(ANNA, question, "#customer support@example.com");
        assertThat(office.lastTo(ANNA).text()).contains("address of our own");
        office.agentAnswers(ANNA, question, "SEND");
        isCarls();
    }

    @Test
    void commandsThatMakeNoSenseAreToldAndNothingElseIsLost() {
        office.trusts(SERVER);
        office.arrives(attached(ANNA, "#asign ben\nPlease help.", ORIGINAL).with(PASS));
        isHeldForAnna("\"#asign\" is no command");
        office.agentAnswers(ANNA, "SEND");
        isCarls();
        assertThat(articles(Kind.COMMENT).getFirst().content().text()).contains("#asign ben", "Please help.");
        assertThat(office.queuedTo(ANNA))
                .anySatisfy(mail -> assertThat(mail.text()).contains("Your commands were not carried out"));
    }

    // --- what is no customer's mail, and what is there already

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
