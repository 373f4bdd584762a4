package org.postroom.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.DepartmentId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketStore;

/** Makes a ticket part of another one: all that stands on it goes over, and all that leads to it leads there (SPEC C5). */
final class Merging {
    private final DeskStores stores;
    private final PlannedStore planned;
    private final TicketBook book;
    private final InstantSource clock;

    Merging(DeskStores stores, PlannedStore planned, TicketBook book, InstantSource clock) {
        this.stores = stores;
        this.planned = planned;
        this.book = book;
        this.clock = clock;
    }

    /** Whom it concerns that the agent should be asked about: nobody gets or loses anything silently. */
    List<String> doubts(Transaction transaction, Ticket from, Ticket into) {
        List<String> reasons = new ArrayList<>();
        List<String> newcomers = newcomers(transaction, from, into).stream()
                .map(who -> who.address().value())
                .toList();
        if (!newcomers.isEmpty()) {
            reasons.add(named(newcomers, " takes part in ", " take part in ") + from.number()
                    + " only. Merged, they receive every answer on " + into.number()
                    + " from now on, and see nothing written there before.");
        }
        List<String> gainers = partners(into, from);
        if (!gainers.isEmpty()) {
            reasons.add(named(gainers, " has a part in ", " have a part in ") + into.number()
                    + " only. Merged, they gain all that stands on " + from.number() + ".");
        }
        List<String> losers = partners(from, into);
        if (!losers.isEmpty()) {
            reasons.add(named(losers, " has a part in ", " have a part in ") + from.number()
                    + " only. Merged, they lose it, unless " + into.number() + " is shared with them.");
        }
        return reasons;
    }

    private static String named(List<String> names, String one, String several) {
        return String.join(", ", names) + (names.size() == 1 ? one : several);
    }

    private List<NamedAddress> newcomers(Transaction transaction, Ticket from, Ticket into) {
        Set<EmailAddress> there =
                people(transaction, into).stream().map(NamedAddress::address).collect(Collectors.toSet());
        return people(transaction, from).stream()
                .filter(who -> !there.contains(who.address()))
                .toList();
    }

    private List<NamedAddress> people(Transaction transaction, Ticket ticket) {
        return stores.tickets().participants(transaction, ticket.id()).stream()
                .map(Participant::who)
                .toList();
    }

    /** Other departments with which the one is shared, and which have nothing of the other. */
    private static List<String> partners(Ticket one, Ticket other) {
        return one.sharing().levels().keySet().stream()
                .filter(department -> !department.equals(other.department()))
                .filter(department -> other.sharing().with(department).isEmpty())
                .map(DepartmentId::value)
                .map(department -> "Department " + department)
                .sorted()
                .toList();
    }

    /**
     * Lets all go over. Both tickets are locked, and the one has the event that ended it; its number, its tokens and its links
     * lead to the other from now on.
     *
     * @param active whether we owe an answer on the one that goes
     */
    void merge(Transaction transaction, Ticket from, Ticket into, boolean active, By by) {
        Instant now = clock.instant();
        stores.moving().tickets().all(transaction, from.id(), into.id(), now);
        stores.moving().links().move(transaction, from.id(), into.id());
        stores.threads().moveAll(transaction, from.id(), into.id());
        planned.moveAll(transaction, from.id(), into.id());
        stores.queue().moveAll(transaction, from.id(), into.id());
        moveLinks(transaction, from, into);
        stores.tickets().merge(transaction, from.id(), into.id());
        book.note(transaction, into.id(), new TicketEvent.Merged(by, from.number(), active), Optional.empty());
        newcomers(transaction, from, into).forEach(who -> book.letTakePart(transaction, into.id(), who, by));
    }

    private void moveLinks(Transaction transaction, Ticket from, Ticket into) {
        for (TicketStore.Related link : stores.tickets().related(transaction, from.id())) {
            stores.tickets().unrelate(transaction, from.id(), link.ticket());
            stores.tickets().relate(transaction, into.id(), link.ticket(), link.reason(), link.at());
        }
    }
}
