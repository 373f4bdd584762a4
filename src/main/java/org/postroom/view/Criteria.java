package org.postroom.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.ticket.TicketOrder;

/**
 * What is wanted of a list of tickets. {@link CriteriaText} writes it as one line, such as {@code status:active,waiting
 * product:printer age:>3d assignee:me text:"paper jam"}, and reads it again.
 *
 * @param all each of them must hold
 * @param text words to look for, as {@link org.postroom.ticket.TicketFilter} does
 * @param order empty: as lists usually are
 */
public record Criteria(List<Criterion> all, String text, Optional<TicketOrder> order) {
    /** Everything. */
    public static final Criteria NONE = new Criteria(List.of(), "", Optional.empty());

    public Criteria {
        all = all.stream().distinct().toList();
        text = Criterion.spaced(text);
    }

    /** Those that pass both; in the other's order, where it has one. */
    public Criteria and(Criteria other) {
        List<Criterion> both = new ArrayList<>(all);
        both.addAll(other.all);
        return new Criteria(both, text + " " + other.text, other.order.or(() -> order));
    }

    /** Whether something is said about this. */
    public boolean has(Key key) {
        return all.stream().anyMatch(criterion -> criterion.key() == key);
    }
}
