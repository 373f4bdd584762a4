package org.postroom.web.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.desk.DeskStores;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketFilter;
import org.postroom.ticket.TicketLists;
import org.postroom.ticket.TicketOrder;
import org.postroom.ticket.TicketRow;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Whose;

/** Gathers the facts about a ticket that its page shows to one reader; other tickets only as far as the reader may see them. */
final class Rail {
    private static final int MOST_OTHERS = 5;
    private static final int MOST_OFFERED = 10;
    private static final int LOOKED_AT = 20;

    private final DeskStores stores;
    private final TicketLists lists;
    private final Policy policy;
    private final Names names;
    private final Agent reader;

    Rail(DeskStores stores, TicketLists lists, Policy policy, Names names, Agent reader) {
        this.stores = stores;
        this.lists = lists;
        this.policy = policy;
        this.names = names;
        this.reader = reader;
    }

    Facts facts(Transaction transaction, Ticket ticket) {
        List<Facts.Other> related = stores.tickets().related(transaction, ticket.id()).stream()
                .map(TicketStore.Related::ticket)
                .flatMap(id -> stores.tickets().find(transaction, id).stream())
                .filter(other -> policy.allows(reader, TicketAction.VIEW, other.place()))
                .map(Rail::other)
                .toList();
        List<Facts.Other> same = same(transaction, ticket);
        return new Facts(
                place(ticket),
                shares(transaction, ticket),
                ticket.customer().map(who -> customer(transaction, who)),
                others(transaction, ticket),
                related,
                same.stream().limit(MOST_OTHERS).toList(),
                same.stream().limit(MOST_OFFERED).toList());
    }

    private Facts.Place place(Ticket ticket) {
        Optional<Department> department = names.organisation().department(ticket.department());
        return new Facts.Place(
                names.of(ticket.department()),
                Optional.of(ticket.group().name())
                        .filter(_ -> department
                                .filter(found -> found.groups().size() == 1)
                                .isEmpty()),
                ticket.assignee().map(names::of),
                ticket.product().map(names::of));
    }

    private List<Facts.Share> shares(Transaction transaction, Ticket ticket) {
        if (ticket.sharing().levels().isEmpty()) {
            return List.of();
        }
        List<HistoryLine> latestFirst =
                stores.history().history(transaction, ticket.id()).reversed();
        return ticket.sharing().levels().entrySet().stream()
                .map(share -> {
                    Optional<HistoryLine> told = latestFirst.stream()
                            .filter(line -> line.kind().equals("shared"))
                            .filter(line ->
                                    share.getKey().value().equals(line.data().get("department")))
                            .findFirst();
                    return new Facts.Share(
                            names.of(share.getKey()),
                            share.getValue().word(),
                            told.map(line -> names.of(line.by().actor())),
                            told.map(HistoryLine::at));
                })
                .sorted(Comparator.comparing(Facts.Share::department))
                .toList();
    }

    private Facts.Customer customer(Transaction transaction, NamedAddress who) {
        return new Facts.Customer(
                who.label(),
                who.address().value(),
                stores.failing()
                        .find(transaction, who.address())
                        .map(failing -> new Facts.Failing(failing.since(), failing.status())));
    }

    private List<NamedAddress> others(Transaction transaction, Ticket ticket) {
        return stores.tickets().participants(transaction, ticket.id()).stream()
                .filter(someone -> someone.role() != Participant.Role.CUSTOMER)
                .map(Participant::who)
                .toList();
    }

    private List<Facts.Other> same(Transaction transaction, Ticket ticket) {
        return ticket.customer().stream()
                .flatMap(who -> ofCustomer(transaction, who.address()).stream())
                .filter(other -> !other.id().equals(ticket.id()))
                .map(Rail::other)
                .toList();
    }

    private List<Ticket> ofCustomer(Transaction transaction, EmailAddress address) {
        TicketFilter filter = new TicketFilter(Set.of(), new Whose.Anyone(), address.value());
        return lists
                .slice(
                        transaction,
                        policy.reachOf(reader),
                        reader.id(),
                        filter,
                        TicketOrder.CHANGED_LATEST,
                        Optional.empty(),
                        LOOKED_AT)
                .rows()
                .stream()
                .map(TicketRow::ticket)
                .filter(other -> other.customer()
                        .filter(who -> who.address().equals(address))
                        .isPresent())
                .toList();
    }

    private static Facts.Other other(Ticket ticket) {
        return new Facts.Other(
                ticket.number().toString(), ticket.subject(), ticket.state().word());
    }
}
