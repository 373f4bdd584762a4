package org.postroom.web.agent;

import java.util.List;
import org.postroom.agent.AgentId;
import org.postroom.storage.Transaction;
import org.postroom.ticket.TicketId;

/** An agent who looks at a ticket just now, or writes on it. */
record Present(String name, boolean writing) {
    /** Who is there beside the reader. */
    static List<Present> beside(Workroom room, Transaction transaction, TicketId ticket, AgentId reader, Names names) {
        return room
                .stores()
                .presence()
                .present(transaction, ticket, room.clock().instant())
                .stream()
                .filter(present -> !present.agent().equals(reader))
                .map(present -> new Present(names.of(present.agent()), present.writing()))
                .toList();
    }
}
