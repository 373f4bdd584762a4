package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Department;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.UndoTimes;
import org.postroom.desk.DueAnswers;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.TicketState;

class PlannedByMailTest {
    private static final EmailAddress DORA = EmailAddress.of("dora@customer.example.org");

    private final Office office = new Office();

    @BeforeEach
    void carlHasATicket() {
        undoByMail(30);
        office.carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private void undoByMail(int seconds) {
        Department support = SampleCompany.support();
        UndoTimes times = new UndoTimes(Duration.ZERO, Duration.ofSeconds(seconds));
        office.conf(support.withTickets(support.tickets().withUndo(times)), SampleCompany.sales());
    }

    private void pass(Duration time) {
        office.clock.forward(time);
        DueAnswers worker = office.desks().dueAnswers(office.database());
        while (worker.run().isZero()) {
            // Something left; there may be more
        }
    }

    private int answers() {
        return office.queued(OutboundKind.ANSWER).size();
    }

    private TicketState state() {
        return office.ticket("SUP-1001").state();
    }

    @Test
    void whereTheAnswerMergesTheReceiptNamesTheTicketThatIsLeft() {
        office.arrives(Letter.from("Carl Customer <" + CARL + ">", Office.SUPPORT, "No paper", "It is empty."));
        Queued notice = office.queuedTo(ANNA).getFirst();
        office.agentAnswers(ANNA, notice, "#merge SUP-1002\nWe look at both.");
        Receipt word = office.agentAnswers(ANNA, "SEND");
        assertThat(state()).isEqualTo(TicketState.MERGED);
        assertThat(word.end().orElseThrow().ticket())
                .contains(office.ticket("SUP-1002").id());
    }

    @Test
    void anAnswerWaitsAndItsAgentIsTold() {
        Receipt receipt = office.agentAnswers(ANNA, "#close\nPlug it in.");
        assertThat(answers()).isZero();
        assertThat(state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.lastTo(ANNA).subject()).contains("Your answer leaves in 30 seconds");
        assertThat(office.lastTo(ANNA).text()).contains("CANCEL", "> Plug it in.", CARL.value());
        assertThat(office.trace(receipt)).contains("The answer leaves on");
        pass(Duration.ofSeconds(30));
        assertThat(office.lastTo(CARL).text()).contains("Plug it in.").doesNotContain("#close");
        assertThat(state()).isEqualTo(TicketState.CLOSED);
        assertThat(office.articles("SUP-1001").getLast().content().source().receipt())
                .contains(receipt.id().value());
    }

    @Test
    void cancelTakesItBack() {
        office.agentAnswers(ANNA, "Plug it in.");
        Queued told = office.lastTo(ANNA);
        office.agentAnswers(ANNA, told, "#cancel");
        pass(Duration.ofSeconds(30));
        assertThat(answers()).isZero();
        assertThat(state()).isEqualTo(TicketState.ACTIVE);
        assertThat(office.events("SUP-1001")).contains("answer-taken-back").doesNotContain("answered");
        office.agentAnswers(ANNA, told, "SEND");
        assertThat(office.lastTo(ANNA).text()).contains("Your answer was taken back on March 2, 2026");
        assertThat(answers()).isZero();
    }

    @Test
    void sendLetsItLeaveAtOnceAndOnce() {
        office.agentAnswers(ANNA, "Plug it in.");
        Queued told = office.lastTo(ANNA);
        office.agentAnswers(ANNA, told, "Send");
        assertThat(answers()).isOne();
        assertThat(office.lastTo(CARL).text()).doesNotContain("Send");
        office.agentAnswers(ANNA, told, "Send");
        pass(Duration.ofSeconds(30));
        assertThat(answers()).isOne();
    }

    @Test
    void whoCancelsTooLateIsToldWhenItLeft() {
        office.agentAnswers(ANNA, "Plug it in.");
        Queued told = office.lastTo(ANNA);
        pass(Duration.ofSeconds(30));
        office.agentAnswers(ANNA, told, "CANCEL");
        assertThat(answers()).isOne();
        assertThat(office.lastTo(ANNA).text()).contains("Your answer left on March 2, 2026", "(Europe/Berlin).");
    }

    @Test
    void anotherWordLetsItWaitOn() {
        office.agentAnswers(ANNA, "Plug it in.");
        Queued told = office.lastTo(ANNA);
        office.agentAnswers(ANNA, told, "What is this?");
        assertThat(office.lastTo(ANNA).text()).contains("SEND or CANCEL");
        pass(Duration.ofSeconds(30));
        assertThat(answers()).isOne();
    }

    @Test
    void aStrangersCancelDoesNothing() {
        office.agentAnswers(ANNA, "Plug it in.");
        Queued told = office.lastTo(ANNA);
        office.arrives(Letter.answer("mallory@elsewhere.example.org", told, "CANCEL"));
        office.arrives(Letter.answer(BEN.value(), told, "CANCEL"));
        pass(Duration.ofSeconds(30));
        assertThat(answers()).isOne();
        assertThat(office.lastTo(CARL).text()).contains("Plug it in.");
    }

    @Test
    void eachAnswerIsTakenBackByItsOwnMail() {
        office.agentAnswers(ANNA, office.lastTo(ANNA), "The first.");
        Queued first = office.lastTo(ANNA);
        office.arrives(Letter.answer(ANNA.value(), office.queuedTo(ANNA).getFirst(), "The second."));
        office.agentAnswers(ANNA, first, "CANCEL");
        pass(Duration.ofSeconds(30));
        assertThat(answers()).isOne();
        assertThat(office.lastTo(CARL).text()).contains("The second.");
    }

    @Test
    void filesAndCcGoAlongWhenItLeaves() {
        Queued notice = office.lastTo(ANNA);
        String parts = "--b\nContent-Type: text/plain; charset=utf-8\n\n#cc " + DORA
                + "\n#später 3h\nSee the file.\n--b\nContent-Type: text/plain\n"
                + "Content-Disposition: attachment; filename=\"how to.txt\"\n\nThe very bytes\n--b--\n";
        Letter answer = Letter.answer(ANNA.value(), notice, "");
        office.arrives(new Letter(answer.headers(), parts).with("Content-Type: multipart/mixed; boundary=b"));
        assertThat(office.lastTo(ANNA).text()).contains("how to.txt", DORA.value());
        pass(Duration.ofHours(3));
        Queued sent = office.lastTo(CARL);
        assertThat(sent.goesTo(DORA)).isTrue();
        assertThat(sent.mail().content().attachments())
                .extracting(Attachment::name)
                .containsExactly("how to.txt");
    }

    @Test
    void aScheduledAnswerNamesItsTimeAndZone() {
        undoByMail(0);
        office.agentAnswers(ANNA, "#later 2026-03-30 09:00\nPlug it in.");
        assertThat(office.lastTo(ANNA).subject()).contains("Your answer leaves on March 30, 2026, 9:00 AM");
        assertThat(office.lastTo(ANNA).text()).contains("(Europe/Berlin)");
        assertThat(office.events("SUP-1001")).contains("answer-planned");
        Duration until = Duration.between(office.clock.instant(), Instant.parse("2026-03-30T07:00:00Z"));
        pass(until.minusSeconds(1));
        assertThat(answers()).isZero();
        pass(Duration.ofSeconds(1));
        assertThat(answers()).isOne();
    }

    @Test
    void aScheduledAnswerIsHeldWhenTheCustomerWritesAndSendSendsIt() {
        office.agentAnswers(ANNA, "#later 3h\nPlug it in.");
        office.arrives(Letter.from(CARL.value(), Office.SUPPORT, "[SUP-1001] Broken printer", "Never mind!"));
        pass(Duration.ofHours(3));
        assertThat(answers()).isZero();
        Queued question = office.lastTo(ANNA);
        assertThat(question.text()).contains("has written in the meantime", "Never mind!", "> Plug it in.");
        office.agentAnswers(ANNA, question, "SEND");
        assertThat(answers()).isOne();
    }

    /** An answer that its agent was asked about again, since the customer wrote; the agent's first mail on it. */
    private Queued heldSinceTheCustomerWrote() {
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "#later 3h\nPlug it in.");
        Queued first = office.lastTo(ANNA);
        office.arrives(Letter.from(CARL.value(), Office.SUPPORT, "[SUP-1001] Broken printer", "Never mind!"));
        pass(Duration.ofHours(3));
        assertThat(office.lastTo(ANNA).text()).contains("Never mind!", "> Plug it in.");
        return first;
    }

    @Test
    void cancelToTheFirstMailTakesBackWhatIsHeldSince() {
        Queued first = heldSinceTheCustomerWrote();
        office.agentAnswers(ANNA, first, "CANCEL");
        assertThat(office.events("SUP-1001")).contains("answer-taken-back");
        assertThat(answers()).isZero();
    }

    @Test
    void sendToTheFirstMailSendsNothingThatIsHeldSince() {
        Queued first = heldSinceTheCustomerWrote();
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "Write to " + ANNA);
        assertThat(office.lastTo(ANNA).subject()).contains("Please confirm");
        office.agentAnswers(ANNA, first, "SEND");
        assertThat(office.lastTo(ANNA).text()).contains("not clear which of your answers", "the latest request");
        assertThat(answers()).isZero();
    }

    @Test
    void cancelTakesNothingBackWhereTwoWait() {
        Queued first = heldSinceTheCustomerWrote();
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "#later 3h\nBuy a new one.");
        office.agentAnswers(ANNA, first, "CANCEL");
        assertThat(office.lastTo(ANNA).text()).contains("not clear which of your answers");
        assertThat(office.events("SUP-1001")).doesNotContain("answer-taken-back");
    }

    @Test
    void twoQuestionsOfTheSameSecondAreUnclear() {
        office.agentAnswers(ANNA, "#later 3h\nPlug it in.");
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "Write to " + ANNA);
        Queued question = office.lastTo(ANNA);
        office.database()
                .change(transaction -> transaction
                        .handle()
                        .execute("UPDATE planned_answer SET asked_at = (SELECT held_at FROM held_mail)"));
        for (String word : List.of("SEND", "CANCEL")) {
            office.agentAnswers(ANNA, question, word);
            assertThat(office.lastTo(ANNA).text()).contains("not clear which of your answers");
        }
        assertThat(answers()).isZero();
        assertThat(office.events("SUP-1001")).doesNotContain("answer-taken-back");
    }

    @Test
    void wrongTimesAreAnsweredWithWhatIsPossible() {
        undoByMail(0);
        for (String wrong :
                List.of("#later tomorrow", "#later 2026-03-01 09:00", "#later open", "#later 3h\n#later 4h")) {
            office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), wrong + "\nPlug it in.");
            assertThat(office.lastTo(ANNA).subject()).contains("not taken");
        }
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "#later tomorrow\nPlug it in.");
        assertThat(office.lastTo(ANNA).text()).contains("#later 2026-11-25 09:00", "#later 3h", "#later open");
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "#note\n#later 3h\nOnly for us.");
        assertThat(office.lastTo(ANNA).text()).contains("#later needs an answer");
        pass(Duration.ofDays(3));
        assertThat(answers()).isZero();
    }

    @Test
    void commentsAndCommandsDoNotWait() {
        office.agentAnswers(ANNA, "#note\nOnly for us.");
        assertThat(office.articles("SUP-1001")).hasSize(2);
        office.agentAnswers(ANNA, office.queuedTo(ANNA).getFirst(), "#close");
        assertThat(state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void aDoubtfulMailIsAskedAboutFirstAndLeavesOnceConfirmed() {
        office.agentAnswers(ANNA, "Write to " + ANNA);
        assertThat(office.lastTo(ANNA).subject()).contains("Please confirm");
        office.agentAnswers(ANNA, "SEND");
        assertThat(answers()).isOne();
    }

    @Test
    void withoutWaitingNobodyIsToldAnything() {
        undoByMail(0);
        int told = office.queuedTo(ANNA).size();
        office.agentAnswers(ANNA, "Plug it in.");
        assertThat(answers()).isOne();
        assertThat(office.queuedTo(ANNA)).hasSize(told);
    }
}
