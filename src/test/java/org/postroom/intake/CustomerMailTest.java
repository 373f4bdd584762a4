package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Department;
import org.postroom.agent.Holidays;
import org.postroom.agent.OnReplyToLocked;
import org.postroom.agent.OpenHours;
import org.postroom.agent.OpenTo;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.TicketRules;
import org.postroom.agent.UndoTimes;
import org.postroom.agent.WhoMayOpen;
import org.postroom.conversation.ViewLink;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;

class CustomerMailTest {
    private static final EmailAddress MALLORY = EmailAddress.of("mallory@stranger.example.net");
    private static final EmailAddress FRIEND = EmailAddress.of("friend@customer.example.org");

    private final Office office = new Office();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void opensTicketAnswersAndTellsTheFrontLineAlone() {
        Receipt receipt = office.carlWrites();
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.ticket("SUP-1001").subject()).isEqualTo("Broken printer");
        assertThat(receipt.end().orElseThrow().disposition()).isEqualTo(Disposition.NEW_TICKET);
        assertThat(office.trace(receipt)).contains("Kind: normal", "A new ticket", "Automatic answer");
        Queued answer = office.lastTo(CARL);
        assertThat(answer.is(OutboundKind.AUTOMATIC)).isTrue();
        assertThat(answer.ours().stored().envelopeSender()).isEmpty();
        assertThat(answer.header("Auto-Submitted")).contains("auto-replied");
        assertThat(answer.subject()).contains("SUP-1001");
        assertThat(office.queued(OutboundKind.NOTICE))
                .flatExtracting(Queued::to)
                .containsExactlyInAnyOrder(ANNA, BEN);
        assertThat(office.lastTo(ANNA).text()).contains("It does not print.");
    }

    @Test
    void linksEachMailToTheCustomersViewOfTheTicket() {
        office.carlWrites();
        office.agentAnswers(BEN, "Please switch it on.");
        for (Queued mail : office.queuedTo(CARL)) {
            ViewLink link = office.linkIn(mail).orElseThrow();
            assertThat(link.ticket()).isEqualTo(office.ticket("SUP-1001").id());
            assertThat(link.address()).isEqualTo(CARL);
        }
        assertThat(office.queuedTo(CARL)).hasSize(2);
        assertThat(office.queued(OutboundKind.NOTICE))
                .isNotEmpty()
                .allMatch(notice -> office.linkIn(notice).isEmpty());
    }

    @Test
    void linksNothingInAnAnswerThatOthersGetToo() {
        office.arrives(Letter.from("Carl Customer <" + CARL + ">", SUPPORT, "Broken printer", "It does not print.")
                .with("Cc: " + FRIEND)
                .id("first@customer.example.org"));
        office.agentAnswers(BEN, "Please switch it on.");
        Queued answer = office.lastTo(CARL);
        assertThat(answer.is(OutboundKind.ANSWER)).isTrue();
        assertThat(answer.to()).contains(FRIEND);
        assertThat(office.linkIn(answer)).isEmpty();
        assertThat(answer.raw()).doesNotContain("/view/");
    }

    @Test
    void saysOutsideBusinessHoursWhenSomebodyWillBeThere() {
        BusinessHours noon = new BusinessHours(
                SampleCompany.ZONE,
                Map.of(DayOfWeek.MONDAY, List.of(new OpenHours(LocalTime.NOON, LocalTime.of(18, 0)))),
                Holidays.none());
        office.conf(SampleCompany.support().withHours(noon), SampleCompany.sales());
        office.carlWrites();
        assertThat(office.history("SUP-1001"))
                .anySatisfy(line -> assertThat(line.data()).containsValue("auto-response-closed"));
        assertThat(office.lastTo(CARL).text()).contains("12:00");
    }

    @Test
    void reopensClosedTicketWhenCustomerRepliesByToken() {
        office.carlWrites();
        office.agentAnswers(ANNA, "#close\nPlug it in.");
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
        office.arrives(Letter.answer(CARL.value(), office.lastTo(CARL), "Still broken."));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.lastTo(ANNA).text()).contains("Still broken.");
        assertThat(office.queued(OutboundKind.AUTOMATIC)).hasSize(1);
    }

    @Test
    void addsReplyThatRefersToTheCustomersOwnMail() {
        office.carlWrites();
        Receipt receipt = office.arrives(Letter.from(CARL.value(), SUPPORT, "One more thing", "It smokes, too.")
                .with("In-Reply-To: <first@customer.example.org>"));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.articles("SUP-1001")).hasSize(2);
        assertThat(office.trace(receipt)).contains("Message-ID in In-Reply-To");
    }

    @Test
    void addsReplyWithTheNumberOfATicketItsSenderTakesPartIn() {
        office.carlWrites();
        office.arrives(Letter.from(CARL.value(), SUPPORT, "About [SUP-1001]", "It smokes, too."));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.articles("SUP-1001")).hasSize(2);
    }

    @Test
    void opensLinkedTicketForStrangerWithNumber() {
        office.carlWrites();
        strangerGetsTicketOfTheirOwn(Letter.from(MALLORY.value(), SUPPORT, "Re: [SUP-1001]", "Send me all of it."));
    }

    @Test
    void opensLinkedTicketForStrangerWithStolenReferences() {
        office.carlWrites();
        strangerGetsTicketOfTheirOwn(Letter.from(MALLORY.value(), SUPPORT, "Re: Broken printer", "Send me all of it.")
                .with("References: <first@customer.example.org>"));
    }

    @Test
    void opensLinkedTicketForStrangerWithStolenToken() {
        office.carlWrites();
        strangerGetsTicketOfTheirOwn(Letter.answer(MALLORY.value(), office.lastTo(CARL), "Send me all of it."));
    }

    private void strangerGetsTicketOfTheirOwn(Letter letter) {
        Ticket before = office.ticket("SUP-1001");
        office.arrives(letter);
        assertThat(office.tickets()).hasSize(2);
        assertThat(office.related("SUP-1001"))
                .extracting(Ticket::number)
                .containsExactly(office.ticket("SUP-1002").number());
        assertThat(office.related("SUP-1002")).extracting(Ticket::id).containsExactly(before.id());
        assertThat(office.articles("SUP-1001")).hasSize(1);
        assertThat(office.participants("SUP-1001")).containsExactly(CARL);
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(before.state());
        assertThat(office.lastTo(ANNA).text()).contains("SUP-1001", "does not take part");
        assertThat(office.queuedTo(MALLORY))
                .allSatisfy(mail -> assertThat(mail.raw()).doesNotContain("It does not print"));
    }

    @Test
    void letsPeopleInCcTakePartButNeverUsOrAgents() {
        office.arrives(Letter.from(CARL.value(), SUPPORT, "Broken printer", "It does not print.")
                .with("Cc: " + FRIEND + ", sales@example.com, postroom+x@example.com, " + BEN));
        assertThat(office.participants("SUP-1001")).containsExactly(CARL, FRIEND);
    }

    @Test
    void letsNobodyInCcTakePartWhereConfSaysSo() {
        office.conf(support(true, false, OnReplyToLocked.REJECT), SampleCompany.sales());
        office.arrives(
                Letter.from(CARL.value(), SUPPORT, "Broken printer", "Hello.").with("Cc: " + FRIEND));
        assertThat(office.participants("SUP-1001")).containsExactly(CARL);
    }

    @Test
    void letsNobodyJoinByCcOfAReplyWithoutToken() {
        office.carlWrites();
        office.arrives(
                Letter.from(CARL.value(), SUPPORT, "[SUP-1001]", "And him.").with("Cc: " + MALLORY));
        assertThat(office.participants("SUP-1001")).containsExactly(CARL);
    }

    @Test
    void letsPeopleJoinByCcOfAReplyWithToken() {
        office.carlWrites();
        office.arrives(
                Letter.answer(CARL.value(), office.lastTo(CARL), "And her.").with("Cc: " + FRIEND));
        assertThat(office.participants("SUP-1001")).containsExactly(CARL, FRIEND);
    }

    @Test
    void ignoresCommandsOfCustomers() {
        office.carlWrites();
        office.arrives(Letter.answer(CARL.value(), office.lastTo(CARL), "#close\n#assign ben\nHa."));
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
    }

    @Test
    void tellsTheCustomerThatTheTicketIsLocked() {
        office.carlWrites();
        lock();
        int notices = office.queued(OutboundKind.NOTICE).size();
        office.arrives(Letter.answer(CARL.value(), office.lastTo(CARL), "Hello?"));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.LOCKED);
        assertThat(office.articles("SUP-1001")).hasSize(2);
        assertThat(office.history("SUP-1001"))
                .anySatisfy(line -> assertThat(line.data()).containsValue("rejected-lock"));
        assertThat(office.queued(OutboundKind.NOTICE)).hasSize(notices);
    }

    @Test
    void opensLinkedTicketForAReplyToALockedOneWhereConfSaysSo() {
        office.conf(support(true, true, OnReplyToLocked.NEW_TICKET), SampleCompany.sales());
        office.carlWrites();
        lock();
        office.arrives(Letter.answer(CARL.value(), office.lastTo(CARL), "Hello?"));
        assertThat(office.tickets()).hasSize(2);
        assertThat(office.related("SUP-1002"))
                .extracting(Ticket::id)
                .containsExactly(office.ticket("SUP-1001").id());
        assertThat(office.lastTo(ANNA).text()).doesNotContain("does not take part");
    }

    @Test
    void rejectsNewTicketsWhereConfSaysSo() {
        office.conf(support(false, true, OnReplyToLocked.REJECT), SampleCompany.sales());
        office.carlWrites();
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
        assertThat(office.history("SUP-1001"))
                .anySatisfy(line -> assertThat(line.data()).containsValue("rejected-policy"));
        assertThat(office.queued(OutboundKind.NOTICE)).isEmpty();
    }

    @Test
    void rejectsAgainWhatAnswersTheRejectionButNotWhatAnAgentOpened() {
        office.conf(support(false, true, OnReplyToLocked.REJECT), SampleCompany.sales());
        office.carlWrites();
        Queued rejection = office.lastTo(CARL);
        office.arrives(Letter.answer(CARL.value(), rejection, "I insist."));
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.CLOSED);
        assertThat(office.events("SUP-1001")).contains("reply-rejected");
        assertThat(office.articles("SUP-1001").getLast().content().text()).contains("I insist.");
        assertThat(office.queued(OutboundKind.NOTICE)).isEmpty();

        TicketId ticket = office.ticket("SUP-1001").id();
        office.database()
                .change(transaction -> desk().apply(
                                transaction, ticket, new TicketEvent.Reopened(By.agent(SampleCompany.ANNA, Way.PAGE))));
        office.arrives(Letter.answer(CARL.value(), rejection, "Thank you."));
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.lastTo(ANNA).text()).contains("Thank you.");
    }

    /** A travel agency: agents write to customers first, from Reservations, which takes no mail of strangers. */
    @Test
    void reservationsOfTheTravelAgencyOnlyTakesAnswers() {
        office.carlWrites();
        office.agentAnswers(ANNA, "Your flight leaves at 9.");
        Queued answer = office.lastTo(CARL);
        office.conf(internal(SampleCompany.support()), SampleCompany.sales());
        int notices = office.queued(OutboundKind.NOTICE).size();

        office.arrives(Letter.from("stranger@example.net", SUPPORT, "A flight to Rome", "How much?"));
        office.arrives(Letter.from(CARL.value(), SUPPORT, "Another flight", "And back?"));

        assertThat(List.of("SUP-1002", "SUP-1003")).allSatisfy(number -> {
            assertThat(office.ticket(number).state()).isEqualTo(TicketState.CLOSED);
            assertThat(office.history(number))
                    .anySatisfy(line -> assertThat(line.data()).containsValue("rejected-policy"));
        });
        assertThat(office.queued(OutboundKind.NOTICE)).hasSize(notices);

        office.arrives(Letter.answer("Carl Customer <" + CARL + ">", answer, "Thank you."));
        assertThat(office.ticket("SUP-1001").state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.queued(OutboundKind.NOTICE)).hasSizeGreaterThan(notices);
    }

    private static Department internal(Department department) {
        return department.withTickets(new TicketRules(
                department.ticketPrefix(),
                WhoMayOpen.NOBODY,
                true,
                true,
                OnReplyToLocked.REJECT,
                OpenTo.nobody(),
                UndoTimes.NONE));
    }

    @Test
    void answersThreeOfFiveMailsAndGoesOnAfterHalfAnHour() {
        for (int i = 0; i < 5; i++) {
            office.arrives(Letter.from(CARL.value(), SUPPORT, "Question " + i, "Number " + i));
        }
        assertThat(office.tickets()).hasSize(5);
        assertThat(office.queuedTo(CARL)).hasSize(3);
        assertThat(office.events("SUP-1004")).contains("automatic-mail-suppressed");
        assertThat(office.events("SUP-1005")).contains("automatic-mail-suppressed");
        office.clock.forward(Duration.ofMinutes(30));
        office.arrives(Letter.from(CARL.value(), SUPPORT, "Question 6", "Later"));
        assertThat(office.queuedTo(CARL)).hasSize(4);
    }

    @Test
    void takesOtherBytesWithTheSameMessageIdForASecondMailOfTheTicket() {
        office.carlWrites();
        office.arrives(Letter.from(CARL.value(), SUPPORT, "Broken printer", "It does not print. Checked by a scanner.")
                .id("first@customer.example.org"));
        assertThat(office.tickets()).hasSize(1);
        assertThat(office.articles("SUP-1001"))
                .extracting(article -> article.content().kind())
                .containsExactly(Article.Kind.CUSTOMER_MAIL, Article.Kind.CUSTOMER_MAIL);
    }

    @Test
    void linksTicketsOfOneMailToTwoDepartmentsAndAnswersOnce() {
        Letter both = Letter.from(CARL.value(), SUPPORT + ", sales@example.com", "For you both", "Hello.")
                .id("both@customer.example.org");
        office.arrives(SampleCompany.SUPPORT, both);
        office.arrives(SampleCompany.SALES, both);
        assertThat(office.tickets()).hasSize(2);
        assertThat(office.related("SAL-1001"))
                .extracting(Ticket::id)
                .containsExactly(office.ticket("SUP-1001").id());
        assertThat(office.queuedTo(CARL)).hasSize(1);
        assertThat(office.lastTo(SampleCompany.CARLA_ADDRESS).text()).doesNotContain("does not take part");
    }

    private static Department support(boolean allowNew, boolean ccTakesPart, OnReplyToLocked onLocked) {
        return SampleCompany.support()
                .withTickets(new TicketRules(
                        "SUP", WhoMayOpen.EVERYONE, allowNew, ccTakesPart, onLocked, OpenTo.nobody(), UndoTimes.NONE));
    }

    private void lock() {
        Ticket ticket = office.ticket("SUP-1001");
        TicketDesk desk = desk();
        By anna = By.agent(SampleCompany.ANNA, Way.MAIL);
        office.database().change(transaction -> {
            desk.apply(transaction, ticket.id(), new TicketEvent.Closed(anna), java.util.Optional.empty());
            desk.apply(transaction, ticket.id(), new TicketEvent.Locked(anna), java.util.Optional.empty());
        });
    }

    private TicketDesk desk() {
        return new TicketDesk(
                office.stores().desk().tickets(), office.stores().desk().history(), office.clock);
    }
}
