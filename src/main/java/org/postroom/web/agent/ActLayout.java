package org.postroom.web.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.SharingLevel;
import org.postroom.agent.TicketAction;
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
                WrittenForm.shown(latest, room.stores().mail().desk().history().latest(transaction, ticket.id())),
                buttons(agent, ticket),
                room.organisation().get().membersOf(ticket.department()),
                viewers(agent, ticket),
                partners(ticket),
                places(ticket),
                room.organisation().get().productsOf(ticket.department()),
                attempt instanceof Attempt.Pressed pressed ? Optional.of(pressed) : Optional.empty(),
                composer.of(transaction, agent, ticket, attempt));
    }

    private List<ActModel.Partner> partners(Ticket ticket) {
        return room.organisation().get().departments().stream()
                .filter(department -> !department.id().equals(ticket.department()))
                .map(department -> new ActModel.Partner(
                        department.id().value(),
                        room.organisation().get().nameOf(department),
                        ticket.sharing()
                                .with(department.id())
                                .map(SharingLevel::word)
                                .orElse("none")))
                .toList();
    }

    /** Whom the policy lets see the ticket, but for the agent; those of its own department first. */
    private List<Agent> viewers(Agent agent, Ticket ticket) {
        return room.organisation().get().agents().stream()
                .filter(other -> !other.id().equals(agent.id()))
                .filter(other -> room.policy().allows(other, TicketAction.VIEW, ticket.place()))
                .sorted(Comparator.comparing(other -> !other.isIn(ticket.department())))
                .toList();
    }

    /** All groups but its own, those of its own department first. */
    private List<ListQuery.Place> places(Ticket ticket) {
        Comparator<Department> ownFirst =
                Comparator.comparing(department -> !department.id().equals(ticket.department()));
        return ListQuery.groups(room.organisation().get(), ownFirst)
                .filter(place -> !place.value().equals(ticket.group().toString()))
                .toList();
    }

    private boolean hasProducts(Ticket ticket) {
        return ticket.product().isPresent()
                || !room.organisation().get().productsOf(ticket.department()).isEmpty();
    }

    private Set<String> buttons(Agent agent, Ticket ticket) {
        return TicketButton.sensible(ticket, agent.id()).stream()
                .filter(button ->
                        button != TicketButton.SHARE || !partners(ticket).isEmpty())
                .filter(button ->
                        button != TicketButton.TRANSFER || !places(ticket).isEmpty())
                .filter(button -> button != TicketButton.FORWARD
                        || !viewers(agent, ticket).isEmpty())
                .filter(button -> button != TicketButton.PRODUCT || hasProducts(ticket))
                .filter(button -> room.policy().allows(agent, button.action(), ticket.place()))
                .map(TicketButton::word)
                .collect(Collectors.toUnmodifiableSet());
    }
}
