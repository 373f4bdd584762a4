package org.postroom.web.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ViewLink;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.web.Visit;

/**
 * Lets in whoever has a token that works, and only them. Wrong ones are slowed down, right ones never: behind one address may
 * be a whole company, or a proxy that conf does not name, and whoever tries there must not close the page to all others.
 */
final class LinkDoor {
    private final CustomerRoom room;
    private final WrongTokens wrong = new WrongTokens();

    LinkDoor(CustomerRoom room) {
        this.room = room;
    }

    /** Looks the token of the path up. */
    Entry enter(Visit visit) {
        Instant now = room.clock().instant();
        String client = visit.ask().client().address();
        Optional<Guest> guest = room.database().read(transaction -> guest(transaction, visit.path("token"), now));
        return guest.<Entry>map(Entry.In::new).orElseGet(() -> turnedAway(client, now));
    }

    private Entry turnedAway(String client, Instant now) {
        Optional<Duration> pause = wrong.pause(client, now);
        if (pause.isEmpty()) {
            wrong.add(client, now);
        }
        return pause.<Entry>map(Entry.Later::new).orElseGet(Entry.Unknown::new);
    }

    private Optional<Guest> guest(Transaction transaction, String token, Instant now) {
        return room.stores().links().find(transaction, token, now).flatMap(link -> guest(transaction, link));
    }

    /** A link that outlived its ticket, its department, or its owner's part in the ticket opens nothing. */
    private Optional<Guest> guest(Transaction transaction, ViewLink link) {
        Organisation organisation = room.organisation().get();
        Optional<Ticket> ticket = room.stores().tickets().find(transaction, link.ticket());
        Optional<Department> department = ticket.flatMap(found -> organisation.department(found.department()));
        Optional<NamedAddress> who = room.stores().tickets().participants(transaction, link.ticket()).stream()
                .map(Participant::who)
                .filter(participant -> participant.address().equals(link.address()))
                .findFirst();
        return ticket.isPresent() && department.isPresent() && who.isPresent()
                ? Optional.of(new Guest(
                        link, who.get(), ticket.get(), department.get(), organisation.brandOf(department.get())))
                : Optional.empty();
    }
}
