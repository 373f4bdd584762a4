package org.postroom.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;

/**
 * The other tickets that an order names.
 *
 * @param visible by the number they were named by, those that its agent may see; of others nothing tells whether they are
 *     there. One that was merged is the one it was merged into
 * @param forbidden why the agent may not merge anything into them, one sentence each
 * @param linked the tickets with which the one at hand is linked
 */
record Neighbours(Map<TicketNumber, Ticket> visible, Map<TicketNumber, String> forbidden, Set<TicketId> linked) {
    Neighbours {
        visible = Map.copyOf(visible);
        forbidden = Map.copyOf(forbidden);
        linked = Set.copyOf(linked);
    }

    /** The one named by this number, if the agent may see it. */
    Optional<Ticket> find(TicketNumber number) {
        return Optional.ofNullable(visible.get(number));
    }

    /** Whether the one named so was closed before. */
    boolean isClosed(TicketNumber number) {
        return find(number).filter(other -> other.state() == TicketState.CLOSED).isPresent();
    }

    /** Whether nothing was owed on the one named so. */
    boolean rests(TicketNumber number) {
        return find(number).filter(other -> other.state() != TicketState.ACTIVE).isPresent();
    }

    private boolean isLinked(TicketNumber number) {
        return find(number).map(Ticket::id).filter(linked::contains).isPresent();
    }

    /** What becomes of the act on the ticket at hand; nothing when all is so already. */
    Optional<TicketEvent> event(Act.Joint act, By by) {
        Optional<TicketNumber> number = find(act.other()).map(Ticket::number);
        return switch (act) {
            case Act.Relate _ ->
                number.filter(_ -> !isLinked(act.other())).map(other -> new TicketEvent.Related(by, other));
            case Act.Unrelate _ ->
                number.filter(_ -> isLinked(act.other())).map(other -> new TicketEvent.Unrelated(by, other));
            case Act.Merge _ -> number.map(other -> new TicketEvent.MergedInto(by, other));
        };
    }

    /** Why it cannot be done; the same sentence whether there is no such ticket or the agent may not see it. */
    Optional<String> fault(Act.Joint act, Ticket atHand) {
        TicketNumber number = act.other();
        Optional<Ticket> other = find(number);
        if (number.equals(atHand.number())) {
            return Optional.of("Ticket " + number + " is this ticket itself.");
        }
        if (other.isEmpty()) {
            return Optional.of("There is no ticket " + number + " that you may see.");
        }
        if (other.get().id().equals(atHand.id())) {
            return Optional.of("Ticket " + number + " was merged into this ticket already.");
        }
        return act instanceof Act.Merge ? mergeFault(number, other.get()) : Optional.empty();
    }

    private Optional<String> mergeFault(TicketNumber number, Ticket into) {
        Optional<String> forbiddenThere = Optional.ofNullable(forbidden.get(number));
        return into.state() == TicketState.LOCKED
                ? forbiddenThere.or(
                        () -> Optional.of("Ticket " + into.number() + " is locked; take off the lock first."))
                : forbiddenThere;
    }

    /** A ticket that becomes part of another one takes no other act beside; words are written before. */
    static Stream<String> beside(List<Act> acts) {
        boolean merges = acts.stream().anyMatch(Act.Merge.class::isInstance);
        boolean others = acts.stream()
                .anyMatch(
                        act -> !(act instanceof Act.Merge || act instanceof Act.Answer || act instanceof Act.Comment));
        boolean several = acts.stream().filter(Act.Merge.class::isInstance).count() > 1;
        return merges && (others || several)
                ? Stream.of("Merging takes no other command beside it: write it on the other ticket.")
                : Stream.empty();
    }
}
