package org.postroom.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Assignment;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.assign.Assigner;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;

/** What one node opens and gives out tickets with. */
record AssigningNode(Database database, TicketBook book, DeskStores.Assigning assigning) {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-02T09:00:00Z"));
    static final GroupId FRONT_LINE = SampleCompany.SUPPORT_FRONT_LINE;
    static final GroupId ESCALATION = SampleCompany.SUPPORT_ESCALATION;

    /** @param agents all of them in both groups of the only department */
    static AssigningNode of(Database database, int number, Assignment rule, List<AgentId> agents) {
        Ids ids = new Ids(CLOCK, number);
        Organisation organisation = company(rule, agents);
        DeskStores stores = DeskStores.jdbi(ids, CLOCK, _ -> {});
        DeskStores.Assigning assigning = stores.assigning();
        TicketBook book = new TicketBook(
                stores,
                new TicketDesk(stores.tickets(), stores.history(), CLOCK),
                new Assigner(
                        () -> organisation, assigning.availability(), assigning.turns(), assigning.tickets(), CLOCK),
                CLOCK);
        return new AssigningNode(database, book, assigning);
    }

    static List<AgentId> agents(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new AgentId("agent-" + i))
                .toList();
    }

    HandedOut opened(Transaction transaction, GroupId group) {
        Ticket.Matter matter = new Ticket.Matter("", Optional.empty());
        NewTicket ticket = new NewTicket("SUP", group, matter, By.unknown(), CLOCK.instant());
        return book.handOut(transaction, book.open(transaction, ticket));
    }

    int activeOf(AgentId agent) {
        return database.<Integer>read(t -> activeOf(t, List.of(agent)).getOrDefault(agent, 0));
    }

    Map<AgentId, Integer> activeOf(Transaction transaction, List<AgentId> agents) {
        return assigning.tickets().activeOf(transaction, agents);
    }

    private static Organisation company(Assignment rule, List<AgentId> agents) {
        return new Organisation(
                SampleCompany.organisation().brands(),
                List.of(SampleCompany.department(
                        "support",
                        "Acme Support",
                        List.of(SampleCompany.SUPPORT_ADDRESS),
                        List.of(new Group(FRONT_LINE, true, rule), new Group(ESCALATION, false, rule)))),
                agents.stream().map(AssigningNode::agent).toList(),
                List.of(),
                List.of());
    }

    private static Agent agent(AgentId id) {
        return SampleCompany.agent(
                id,
                id.value(),
                EmailAddress.of(id + "@example.net"),
                Set.of(FRONT_LINE, ESCALATION),
                Map.of(SampleCompany.SUPPORT, Role.AGENT));
    }
}
