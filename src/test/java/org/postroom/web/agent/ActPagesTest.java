package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

class ActPagesTest {
    private final PageOffice office = new PageOffice();

    @BeforeEach
    void carlWrites() {
        office.mail().carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Ticket ticket() {
        return office.mail().ticket("SUP-1001");
    }

    private WritingDesk anna() {
        return WritingDesk.of(office, SampleCompany.ANNA);
    }

    private static void done(HttpResponse<String> answer, String word) {
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(place(answer)).isEqualTo(TICKET + "?done=" + word + "#end");
    }

    @Test
    void takesAssignsAndUnassigns() {
        WritingDesk anna = anna();
        done(anna.press("take"), "taken");
        assertThat(ticket().assignee()).contains(SampleCompany.ANNA);
        done(anna.press("assign", "agent", "ben"), "assigned");
        assertThat(ticket().assignee()).contains(SampleCompany.BEN);
        done(anna.press("unassign"), "unassigned");
        assertThat(ticket().assignee()).isEmpty();
    }

    @Test
    void closesReopensLocksAndUnlocks() {
        WritingDesk anna = anna();
        done(anna.press("close"), "closed");
        assertThat(ticket().state()).isEqualTo(TicketState.CLOSED);
        done(anna.press("reopen"), "reopened");
        assertThat(ticket().state()).isEqualTo(TicketState.ACTIVE);
        done(anna.press("lock"), "locked");
        assertThat(ticket().state()).isEqualTo(TicketState.LOCKED);
        done(anna.press("unlock"), "unlocked");
        assertThat(ticket().state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void saysWhatWasDone() {
        assertThat(office.as(SampleCompany.ANNA).page(TICKET + "?done=taken")).contains("The ticket is yours.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "lock", "take"})
    void takesAButtonPressedTwiceForPressedOnce(String button) {
        WritingDesk anna = anna();
        HttpResponse<String> first = anna.press(button);
        assertThat(place(anna.press(button))).isEqualTo(place(first));
        assertThat(office.mail().events("SUP-1001")).doesNotHaveDuplicates();
    }

    @Test
    void refusesWhatTheTicketsStateForbidsAndSaysSo() {
        WritingDesk anna = anna();
        anna.press("lock");
        HttpResponse<String> answer = anna.press("reopen");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(anna.faults()).contains("is locked; take off the lock first");
        assertThat(anna.press("take").statusCode()).isEqualTo(422);
    }

    @Test
    void assignsToNobodyOutsideTheDepartment() {
        WritingDesk anna = anna();
        assertThat(anna.press("assign", "agent", "nobody-here").statusCode()).isEqualTo(422);
        assertThat(anna.faults()).contains("Choose an agent");
        assertThat(ticket().assignee()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"take", "assign", "unassign", "close", "reopen", "lock", "unlock"})
    void refusesWhomThePolicyRefuses(String button) {
        HttpResponse<String> answer = office.as(SampleCompany.CARLA).post(TICKET + "/" + button, "agent", "carla");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Anna Berg");
        assertThat(office.mail().events("SUP-1001")).containsExactly("opened", "auto-response-sent");
    }

    @Test
    void letsOnlyWhoRunsTheDepartmentLock() {
        WritingDesk ben = WritingDesk.of(office, SampleCompany.BEN);
        assertThat(ben.page()).contains(TICKET + "/close").doesNotContain(TICKET + "/lock");
        assertThat(ben.browser().post(TICKET + "/lock").statusCode()).isEqualTo(403);
        assertThat(anna().page()).contains(TICKET + "/lock");
    }

    @Test
    void asksBeforeClosingOverWordsThatTheAgentHasNotSeen() {
        WritingDesk anna = anna();
        office.mail()
                .arrives(
                        Letter.from("Carl Customer <" + Office.CARL + ">", Office.SUPPORT, "[SUP-1001]", "Still not!"));
        assertThat(anna.press("close").statusCode()).isEqualTo(409);
        assertThat(anna.faults()).contains("Still not!").contains("Close all the same");
        assertThat(ticket().state()).isEqualTo(TicketState.ACTIVE);
        done(anna.press("close", "confirmed", "yes"), "closed");
    }

    @Test
    void doesNothingForAFormWithoutItsToken() {
        AgentBrowser forger = office.without(SampleCompany.ANNA);
        for (String path : new String[] {"/close", "/answer", "/comment", "/answer/draft", "/answer/draft/discard"}) {
            assertThat(forger.post(TICKET + path, "text", "Hello").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(ticket().state()).isEqualTo(TicketState.ACTIVE);
    }
}
