package org.postroom.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.IdSyntax;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.ProductId;
import org.postroom.agent.Reach;
import org.postroom.ticket.Condition;
import org.postroom.ticket.Priority;
import org.postroom.ticket.TicketFilter;
import org.postroom.ticket.TicketOrder;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Whose;

/** Works out what criteria mean, one after the other. A criterion none of whose values is known lets nothing pass. */
final class Narrowing {
    private static final Pattern TIME = Pattern.compile("([<>])([0-9]{1,4})([hdw])");

    private final Agent viewer;
    private final Organisation organisation;
    private final Policy policy;
    private final Instant now;
    private final List<Unknown> unknown = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private Optional<Set<TicketState>> states = Optional.empty();
    private Optional<Set<Whose>> whose = Optional.empty();
    private Optional<Reach> shares = Optional.empty();

    Narrowing(Agent viewer, Organisation organisation, Instant now) {
        this.viewer = viewer;
        this.organisation = organisation;
        this.policy = new Policy(organisation);
        this.now = now;
    }

    Meaning of(Criteria criteria) {
        criteria.all().forEach(this::narrow);
        if (states.filter(Set::isEmpty).isPresent()
                || whose.filter(Set::isEmpty).isPresent()) {
            conditions.add(new Condition.Nothing());
        }
        TicketFilter filter =
                new TicketFilter(states.orElse(Set.of()), whose.orElse(Set.of()), criteria.text(), conditions);
        return new Meaning(
                shares.orElseGet(() -> policy.reachOf(viewer)),
                filter,
                criteria.order().orElse(TicketOrder.CHANGED_LATEST),
                unknown);
    }

    private void narrow(Criterion criterion) {
        switch (criterion.key()) {
            case STATUS -> states = both(states, known(criterion, Narrowing::states));
            case DEPARTMENT -> conditions.add(new Condition.InDepartments(known(criterion, this::department)));
            case GROUP -> conditions.add(new Condition.InGroups(known(criterion, this::group)));
            case PRODUCT -> conditions.add(new Condition.About(known(criterion, this::product)));
            case ASSIGNEE -> whose = both(whose, known(criterion, this::assignee));
            case SHARED_WITH -> sharedWith(known(criterion, this::partners));
            case SHARED_BY -> sharedBy(known(criterion, this::partners));
            case PRIORITY -> conditions.add(new Condition.Prioritised(known(criterion, Narrowing::priority)));
            case AGE -> conditions.add(time(criterion, Condition.Opened::new));
            case CHANGED -> conditions.add(time(criterion, Condition.Changed::new));
        }
    }

    private <T> Set<T> known(Criterion criterion, Function<String, Optional<Set<T>>> meaning) {
        Set<T> all = new LinkedHashSet<>();
        for (String value : criterion.values()) {
            meaning.apply(value).ifPresentOrElse(all::addAll, () -> unknown.add(new Unknown(criterion.key(), value)));
        }
        return all;
    }

    /** What passes two criteria of the same key. */
    private static <T> Optional<Set<T>> both(Optional<Set<T>> before, Set<T> more) {
        return Optional.of(
                before.map(some -> some.stream().filter(more::contains).collect(Collectors.toSet()))
                        .orElse(more));
    }

    private static Optional<Set<TicketState>> states(String word) {
        if (word.equals("open")) {
            return Optional.of(Set.of(TicketState.ACTIVE, TicketState.WAITING));
        }
        return one(TicketState.living().stream()
                .filter(state -> state.word().equals(word))
                .findFirst());
    }

    private static Optional<Set<Priority>> priority(String word) {
        return one(Priority.ofWord(word));
    }

    private Optional<Set<DepartmentId>> department(String word) {
        return one(Optional.of(word)
                .filter(IdSyntax::isValid)
                .map(DepartmentId::new)
                .filter(id -> organisation.department(id).isPresent()));
    }

    private Optional<Set<GroupId>> group(String word) {
        return one(GroupId.parse(word).filter(organisation::has));
    }

    private Optional<Set<Optional<ProductId>>> product(String word) {
        if (word.equals("none")) {
            return Optional.of(Set.of(Optional.empty()));
        }
        Optional<ProductId> found = Optional.of(word)
                .filter(IdSyntax::isValid)
                .map(ProductId::new)
                .filter(id -> organisation.product(id).isPresent());
        return found.isEmpty() ? Optional.empty() : Optional.of(Set.of(found));
    }

    private Optional<Set<Whose>> assignee(String word) {
        return switch (word) {
            case "me" -> Optional.of(Set.of(new Whose.Of(viewer.id())));
            case "nobody" -> Optional.of(Set.of(new Whose.Nobody()));
            default ->
                one(Optional.of(word)
                        .filter(IdSyntax::isValid)
                        .map(AgentId::new)
                        .filter(id -> organisation.agent(id).isPresent())
                        .map(Whose.Of::new));
        };
    }

    private Optional<Set<DepartmentId>> partners(String word) {
        return word.equals("me") ? Optional.of(viewer.departments()) : department(word);
    }

    /** What is shared with departments of one's own lies anywhere; what is shared with others, among what one works with. */
    private void sharedWith(Set<DepartmentId> departments) {
        conditions.add(new Condition.SharedWith(departments));
        if (viewer.departments().containsAll(departments)) {
            shares = Optional.of(policy.sharesOf(viewer));
        }
    }

    /** What one's own departments share lies among what one works with; what others share, only as far as it is with them. */
    private void sharedBy(Set<DepartmentId> departments) {
        conditions.add(new Condition.InDepartments(departments));
        conditions.add(new Condition.SharedOn());
        Reach own = policy.reachOf(viewer);
        boolean others = departments.stream()
                .noneMatch(
                        department -> own.all() || own.departments().contains(department) || viewer.isIn(department));
        if (others) {
            shares = Optional.of(policy.sharesOf(viewer));
        }
    }

    private Condition time(Criterion criterion, BiFunction<Condition.Side, Instant, Condition> condition) {
        Matcher time = TIME.matcher(String.join(",", criterion.values()));
        if (!time.matches()) {
            criterion.values().forEach(value -> unknown.add(new Unknown(criterion.key(), value)));
            return new Condition.Nothing();
        }
        long number = Long.parseLong(time.group(2));
        Duration ago = switch (time.group(3)) {
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
        return condition.apply(
                time.group(1).equals(">") ? Condition.Side.BEFORE : Condition.Side.SINCE, now.minus(ago));
    }

    private static <T, S extends T> Optional<Set<T>> one(Optional<S> found) {
        return found.map(Collections::<T>singleton);
    }
}
