package org.postroom.web.agent;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.Agent;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;

/** Lays out what an agent can do on a ticket's page: the buttons that are permitted, and where one writes. */
final class ActLayout {
    private final Workroom room;
    private final ComposerLayout composer;

    ActLayout(Workroom room, ComposerLayout composer) {
        this.room = room;
        this.composer = composer;
    }

    /**
     * The model that {@code ticket-acts.html} and {@code composer.html} find under {@code acts}.
     *
     * @param latest id of the last article that the page shows; 0 when there is none
     */
    ActModel of(Transaction transaction, Agent agent, Ticket ticket, long latest, Attempt attempt) {
        return new ActModel(
                "/tickets/" + ticket.number(),
                latest,
                buttons(agent, ticket),
                room.organisation().get().membersOf(ticket.department()),
                attempt instanceof Attempt.Pressed pressed ? Optional.of(pressed) : Optional.empty(),
                composer.of(transaction, agent, ticket, attempt));
    }

    private Set<String> buttons(Agent agent, Ticket ticket) {
        return TicketButton.sensible(ticket, agent.id()).stream()
                .filter(button -> room.policy().allows(agent, button.action(), ticket.place()))
                .map(TicketButton::word)
                .collect(Collectors.toUnmodifiableSet());
    }
}
