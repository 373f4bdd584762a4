package org.postroom.web.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Department;
import org.postroom.agent.TicketAction;
import org.postroom.desk.AgentActs;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Draft;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/** Lays out where one writes on a ticket's page: the forms with their drafts, who gets an answer, and how it is signed. */
final class ComposerLayout {
    private final Workroom room;
    private final AgentActs acts;
    private final long limit;

    /** @param limit bytes of all files of a form */
    ComposerLayout(Workroom room, AgentActs acts, long limit) {
        this.room = room;
        this.acts = acts;
        this.limit = limit;
    }

    ActModel.Composer of(Transaction transaction, Agent agent, Ticket ticket, Attempt attempt) {
        Optional<Department> department = room.organisation().get().department(ticket.department());
        String unanswerable = department.isEmpty() ? "act.nodepartment" : unanswerable(agent, ticket);
        List<Draft.Kind> kinds = new ArrayList<>();
        if (unanswerable.isEmpty()) {
            kinds.add(Draft.Kind.ANSWER);
        }
        if (department.isPresent() && room.policy().allows(agent, TicketAction.COMMENT, ticket.place())) {
            kinds.add(Draft.Kind.COMMENT);
        }
        return new ActModel.Composer(
                forms(transaction, agent, ticket, attempt, kinds),
                unanswerable,
                unanswerable.isEmpty() ? ActModel.Unsent.NOTHING : unsent(transaction, agent, ticket, attempt),
                unanswerable.isEmpty() ? acts.recipients(transaction, ticket, List.of()) : List.of(),
                department.map(there -> signature(agent, there)).orElse(List.of()),
                limit,
                later(department));
    }

    private ActModel.Later later(Optional<Department> department) {
        BusinessHours hours = LaterForm.hours(department);
        Instant now = room.clock().instant();
        return new ActModel.Later(
                hours.isOpen(now) ? Optional.empty() : hours.nextOpening(now),
                !hours.equals(BusinessHours.always(hours.zone())));
    }

    private ActModel.Unsent unsent(Transaction transaction, Agent agent, Ticket ticket, Attempt attempt) {
        if (attempt instanceof Attempt.Wrote wrote && wrote.kind() == Draft.Kind.ANSWER) {
            return new ActModel.Unsent(wrote.typed().text(), wrote.trouble().reasons());
        }
        return drafts().find(transaction, new Draft.Key(agent.id(), ticket.id(), Draft.Kind.ANSWER))
                .map(draft -> new ActModel.Unsent(draft.typed().text(), List.of()))
                .orElse(ActModel.Unsent.NOTHING);
    }

    private String unanswerable(Agent agent, Ticket ticket) {
        if (!room.policy().allows(agent, TicketAction.ANSWER, ticket.place())) {
            return "act.notallowed";
        }
        if (ticket.state() == TicketState.LOCKED) {
            return "act.islocked";
        }
        return ticket.customer().isEmpty() ? "act.nocustomer" : "";
    }

    /** What the template of answers puts under the agent's words. */
    private List<String> signature(Agent agent, Department department) {
        String own = agent.signature().isBlank() ? agent.name() : agent.signature();
        String ours = room.organisation().get().brandOf(department).name() + ", " + department.name();
        return Stream.concat(own.lines(), Stream.of(ours)).toList();
    }

    private List<ActModel.Form> forms(
            Transaction transaction, Agent agent, Ticket ticket, Attempt attempt, List<Draft.Kind> kinds) {
        boolean closes = ticket.state() != TicketState.CLOSED
                && room.policy().allows(agent, TicketAction.CHANGE, ticket.place());
        List<ActModel.Form> forms = new ArrayList<>();
        for (Draft.Kind kind : kinds) {
            Draft.Key key = new Draft.Key(agent.id(), ticket.id(), kind);
            forms.add(new ActModel.Form(
                    kind.name().toLowerCase(Locale.ROOT),
                    content(transaction, key, attempt),
                    drafts().firstSequence(transaction, key, room.clock().instant()),
                    closes && kind == Draft.Kind.ANSWER));
        }
        return forms;
    }

    private ActModel.Content content(Transaction transaction, Draft.Key key, Attempt attempt) {
        Optional<Draft> draft = drafts().find(transaction, key);
        List<Draft.File> files = draft.map(Draft::files).orElse(List.of());
        if (attempt instanceof Attempt.Wrote wrote && wrote.kind() == key.kind()) {
            return new ActModel.Content(wrote.typed(), files, Optional.of(wrote));
        }
        return new ActModel.Content(draft.map(Draft::typed).orElse(new Draft.Typed("", "")), files, Optional.empty());
    }

    private DraftStore drafts() {
        return room.stores().drafts();
    }
}
