package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.agent.Sharing;
import org.postroom.agent.SharingLevel;
import org.postroom.desk.Act;
import org.postroom.desk.Words;
import org.postroom.ticket.Priority;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketNumber;
import org.postroom.web.Ask;

/** Reads what a ticket's button is to do from the form that it stands in. */
record PressedForm(Organisation organisation, Ticket ticket, Ask ask) {
    private static final String SHARE = "share.";
    private static final String NOTE = "note.";

    /** What is said to colleagues first, then the acts, none when all is so already; empty when the form chooses nothing that there is. */
    Optional<List<Act>> acts(TicketButton button) {
        Optional<Act> said = Optional.of(note(button))
                .filter(note -> !note.isBlank())
                .map(note -> new Act.Comment(Words.onPage(note.strip(), List.of(), List.of())));
        return chosen(button)
                .map(acts -> Stream.concat(said.stream(), acts.stream()).toList());
    }

    /** What was typed for colleagues in the button's menu; empty when it has none. Each menu of the one form has its own. */
    String note(TicketButton button) {
        return button.menu()
                .map(menu -> WrittenForm.unixLines(ask.field(NOTE + menu.word())))
                .orElse("");
    }

    private Optional<List<? extends Act>> chosen(TicketButton button) {
        return switch (button) {
            case TAKE -> Optional.of(List.of(new Act.Take()));
            case ASSIGN -> agent().map(agent -> List.of(new Act.Assign(agent.id())));
            case UNASSIGN -> Optional.of(List.of(new Act.Unassign()));
            case TRANSFER -> place().map(place -> List.of(new Act.Transfer(place)));
            case SHARE -> Optional.of(shares());
            case FORWARD -> viewer().map(agent -> List.of(new Act.Forward(agent.id())));
            case PRODUCT -> product().map(List::of);
            case PRIORITY ->
                Priority.ofWord(ask.field("priority")).map(Act.Prioritise::new).map(List::of);
            case MERGE -> other().map(other -> List.of(new Act.Merge(other)));
            case RELATE -> other().map(other -> List.of(new Act.Relate(other)));
            case UNRELATE -> other().map(other -> List.of(new Act.Unrelate(other)));
            case CLOSE -> Optional.of(List.of(new Act.Close()));
            case REOPEN -> Optional.of(List.of(new Act.Reopen()));
            case LOCK -> Optional.of(List.of(new Act.Lock()));
            case UNLOCK -> Optional.of(List.of(new Act.Unlock()));
        };
    }

    private Optional<Agent> agent() {
        String named = ask.field("agent");
        return organisation.membersOf(ticket.department()).stream()
                .filter(agent -> agent.id().value().equals(named))
                .findFirst();
    }

    private Optional<Agent> viewer() {
        String named = ask.field("agent");
        return organisation.agents().stream()
                .filter(agent -> agent.id().value().equals(named))
                .findFirst();
    }

    private Optional<GroupId> place() {
        return GroupId.parse(ask.field("place")).filter(organisation::has);
    }

    private Optional<TicketNumber> other() {
        return TicketNumber.parse(ask.field("other"));
    }

    /** The product chosen, or none where that is chosen. */
    private Optional<Act> product() {
        String chosen = ask.field("product");
        if (chosen.equals("none")) {
            return Optional.of(new Act.About(Optional.empty()));
        }
        return organisation.products().stream()
                .map(Product::id)
                .filter(id -> id.value().equals(chosen))
                .findFirst()
                .map(id -> new Act.About(Optional.of(id)));
    }

    /** What differs between the levels chosen and those there are. A department that the form does not name stays as it is. */
    private List<Act> shares() {
        Sharing sharing = ticket.sharing();
        List<Act> acts = new ArrayList<>();
        for (Department department : organisation.departments()) {
            DepartmentId with = department.id();
            String chosen = ask.field(SHARE + with);
            Optional<SharingLevel> level = SharingLevel.ofWord(chosen);
            if (level.isPresent() && !level.equals(sharing.with(with))) {
                acts.add(new Act.Share(with, level.get()));
            } else if (chosen.equals("none") && sharing.with(with).isPresent()) {
                acts.add(new Act.Unshare(with));
            }
        }
        return acts;
    }
}
