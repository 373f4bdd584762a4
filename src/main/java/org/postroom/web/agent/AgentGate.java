package org.postroom.web.agent;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.Decision;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.storage.Database;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;
import org.postroom.web.Ask;
import org.postroom.web.Gate;
import org.postroom.web.Method;
import org.postroom.web.Permission;
import org.postroom.web.Visitor;
import org.postroom.web.login.SessionId;

/** Lets in whom the session and the one policy allow. */
final class AgentGate implements Gate {
    private final Database database;
    private final TicketStore tickets;
    private final Supplier<Organisation> organisation;
    private final Function<SessionId, Optional<Agent>> sessions;
    private final Manners manners;

    /** @param sessions whose session this is; empty when it has ended */
    AgentGate(
            Database database,
            TicketStore tickets,
            Supplier<Organisation> organisation,
            Function<SessionId, Optional<Agent>> sessions,
            Manners manners) {
        this.database = database;
        this.tickets = tickets;
        this.organisation = organisation;
        this.sessions = sessions;
        this.manners = manners;
    }

    @Override
    public Admission admit(Permission permission, Ask ask, Map<String, String> path) {
        return switch (permission) {
            case Permission.Anyone(), Permission.ViewLink() -> new Admission.In(Optional.empty(), Optional.empty());
            case Permission.LoggedIn() -> visitor(ask).map(AgentGate::in).orElseGet(Admission.LogIn::new);
            case Permission.Running() -> visitor(ask).map(this::running).orElseGet(Admission.LogIn::new);
            case Permission.OnTicket(TicketAction action) ->
                visitor(ask)
                        .map(visitor -> onTicket(visitor, action, ask, Optional.ofNullable(path.get("ticket"))))
                        .orElseGet(Admission.LogIn::new);
        };
    }

    private Optional<Visitor> visitor(Ask ask) {
        return SessionCookie.read(ask)
                .flatMap(session ->
                        sessions.apply(session).map(agent -> new Visitor(agent, session.reveal(), manners.of(agent))));
    }

    private static Admission in(Visitor visitor) {
        return new Admission.In(Optional.of(visitor), Optional.empty());
    }

    private Admission running(Visitor visitor) {
        Organisation now = organisation.get();
        Policy policy = new Policy(now);
        return now.departments().stream().anyMatch(department -> policy.mayRun(visitor.agent(), department.id()))
                ? in(visitor)
                : new Admission.Refused(visitor, manners.text(visitor, "error.running.text"));
    }

    private Admission onTicket(Visitor visitor, TicketAction action, Ask ask, Optional<String> number) {
        Optional<Ticket> ticket = number.flatMap(TicketNumber::parse)
                .flatMap(parsed -> database.read(transaction -> tickets.find(transaction, parsed)));
        return ticket.map(found -> found.state() == TicketState.MERGED
                        ? merged(visitor, action, ask, found)
                        : decide(visitor, action, found))
                .orElseGet(() -> new Admission.Missing(Optional.of(visitor)));
    }

    /**
     * The page of a merged ticket, and all below it, is that of the one it was merged into, which asks who comes. A window from
     * before keeps what is typed there as a draft of that one; whatever else it wants done is told where the ticket went.
     */
    private Admission merged(Visitor visitor, TicketAction action, Ask ask, Ticket merged) {
        Optional<Ticket> into = database.read(transaction -> tickets.survivor(transaction, merged.id()));
        if (into.isEmpty()) {
            return new Admission.Missing(Optional.of(visitor));
        }
        String rest = ask.path().replaceFirst("^/tickets/[^/]*", "");
        if (ask.method() == Method.GET) {
            return new Admission.Elsewhere("/tickets/" + into.get().number() + rest);
        }
        return decide(visitor, action, rest.matches("/[a-z]+/draft.*") ? into.get() : merged);
    }

    private Admission decide(Visitor visitor, TicketAction action, Ticket ticket) {
        return switch (new Policy(organisation.get()).decide(visitor.agent(), action, ticket.place())) {
            case Decision.Allowed() -> new Admission.In(Optional.of(visitor), Optional.of(ticket));
            case Decision.Refused refused ->
                new Admission.Refused(
                        visitor,
                        new PolicyWords((key, arguments) -> manners.text(visitor, key, arguments)).of(refused));
        };
    }
}
