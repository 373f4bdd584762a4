package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.Sharing;
import org.postroom.ticket.Priority;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;

class TicketButtonTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static Ticket ticket(TicketState state, Optional<AgentId> assignee) {
        return new Ticket(
                new TicketId(1),
                new TicketNumber("SUP", 1001),
                new Ticket.Matter("Broken printer", Optional.empty()),
                SampleCompany.SUPPORT_FRONT_LINE,
                new Ticket.Standing(state, assignee, Sharing.none(), Priority.NORMAL),
                new Ticket.Times(NOW, NOW, Optional.empty()),
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, ,     take assign transfer share forward merge product priority relate unrelate close lock",
        "ACTIVE, anna, assign unassign transfer share forward merge product priority relate unrelate close lock",
        "ACTIVE, ben,  take assign unassign transfer share forward merge product priority relate unrelate close lock",
        "WAITING, ,    take assign transfer share forward merge product priority relate unrelate close lock",
        "WAITING, ben, take assign unassign transfer share forward merge product priority relate unrelate close lock",
        "CLOSED, ,     transfer share forward merge product priority relate unrelate reopen lock",
        "CLOSED, anna, transfer share forward merge product priority relate unrelate reopen lock",
        "LOCKED, ,     share relate unrelate unlock",
        "LOCKED, ben,  share relate unrelate unlock"
    })
    void offersWhatMakesSenseToAnna(TicketState state, String assignee, String buttons) {
        Ticket ticket = ticket(state, Optional.ofNullable(assignee).map(AgentId::new));
        assertThat(TicketButton.sensible(ticket, SampleCompany.ANNA).stream()
                        .map(TicketButton::word)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(buttons);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSE, CLOSED, true", "CLOSE, ACTIVE, false", "CLOSE, LOCKED, false",
        "REOPEN, ACTIVE, true", "REOPEN, WAITING, true", "REOPEN, LOCKED, false",
        "LOCK, LOCKED, true", "UNLOCK, CLOSED, true", "UNLOCK, LOCKED, false",
        "MERGE, MERGED, true", "MERGE, CLOSED, false"
    })
    void knowsWhatIsDoneAlready(TicketButton button, TicketState state, boolean done) {
        assertThat(button.isDoneOn(ticket(state, Optional.empty()))).isEqualTo(done);
    }
}
