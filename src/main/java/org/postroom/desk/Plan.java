package org.postroom.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Decision;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;
import org.postroom.agent.SharingLevel;
import org.postroom.agent.TicketAction;
import org.postroom.agent.TicketPlace;
import org.postroom.ticket.By;
import org.postroom.ticket.Priority;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Transition;

/** What an order amounts to, and why it cannot be carried out. Decided purely. */
record Plan(List<Step> steps, List<String> faults) {
    Plan {
        steps = List.copyOf(steps);
        faults = List.copyOf(faults);
    }

    /** An act that changes something, as the event that tells of it. */
    record Step(Act act, TicketEvent event) {}

    /** The plan for an order about the ticket as it stands. */
    static Plan of(Order order, Ticket ticket, Neighbours neighbours, Organisation organisation, Instant now) {
        List<Step> steps = new ArrayList<>();
        List<String> faults = new ArrayList<>(forbidden(order, ticket, organisation));
        Neighbours.beside(order.acts()).forEach(faults::add);
        Ticket then = ticket;
        for (Act act : order.acts()) {
            fault(act, then, neighbours, organisation).ifPresent(faults::add);
            for (TicketEvent event : events(act, order, then, neighbours, organisation)) {
                steps.add(new Step(act, event));
                then = after(then, event, now, faults);
            }
        }
        return new Plan(steps, faults);
    }

    boolean has(Class<? extends Act> kind) {
        return steps.stream().map(Step::act).anyMatch(kind::isInstance);
    }

    /** What becomes of the act; a department that does not offer the ticket's product gets the ticket without it. */
    private static List<TicketEvent> events(
            Act act, Order order, Ticket ticket, Neighbours neighbours, Organisation organisation) {
        Optional<TicketEvent> first = event(act, order, ticket, neighbours);
        boolean takesOffProduct = first.isPresent()
                && act instanceof Act.Transfer(GroupId to)
                && !to.department().equals(ticket.department())
                && ticket.product()
                        .filter(id -> !offers(to.department(), id, organisation))
                        .isPresent();
        Stream<TicketEvent> more = takesOffProduct
                ? Stream.of(new TicketEvent.ProductChosen(order.by(), Optional.empty()))
                : Stream.empty();
        return Stream.concat(first.stream(), more).toList();
    }

    private static boolean offers(DepartmentId department, ProductId product, Organisation organisation) {
        return organisation
                .product(product)
                .filter(known -> known.isOffered(department))
                .isPresent();
    }

    /** What becomes of the act; nothing when all is so already. */
    private static Optional<TicketEvent> event(Act act, Order order, Ticket ticket, Neighbours neighbours) {
        By by = order.by();
        return switch (act) {
            case Act.Answer _ -> Optional.of(new TicketEvent.Answered(by));
            case Act.Comment _ -> Optional.of(new TicketEvent.Commented(by));
            case Act.Assign(AgentId to) -> given(to, order, ticket);
            case Act.Take() -> given(order.agent().id(), order, ticket);
            case Act.Unassign() ->
                ticket.assignee().isEmpty() ? Optional.empty() : Optional.of(new TicketEvent.Unassigned(by));
            case Act.Transfer(GroupId to) ->
                ticket.group().equals(to)
                        ? Optional.empty()
                        : Optional.of(new TicketEvent.Transferred(by, ticket.group(), to));
            case Act.Forward(AgentId to) -> Optional.of(new TicketEvent.Forwarded(by, to));
            case Act.Share(DepartmentId with, SharingLevel level) ->
                ticket.sharing().with(with).filter(level::equals).isPresent()
                        ? Optional.empty()
                        : Optional.of(new TicketEvent.Shared(by, with, level));
            case Act.Unshare(DepartmentId with) -> Optional.of(new TicketEvent.Unshared(by, with));
            case Act.About(Optional<ProductId> product) ->
                ticket.product().equals(product)
                        ? Optional.empty()
                        : Optional.of(new TicketEvent.ProductChosen(by, product));
            case Act.Prioritise(Priority priority) ->
                ticket.priority() == priority
                        ? Optional.empty()
                        : Optional.of(new TicketEvent.Prioritised(by, priority));
            case Act.Joint joint -> neighbours.event(joint, by);
            case Act.Close() -> Optional.of(new TicketEvent.Closed(by));
            case Act.Reopen() -> Optional.of(new TicketEvent.Reopened(by));
            case Act.Lock() -> Optional.of(new TicketEvent.Locked(by));
            case Act.Unlock() -> Optional.of(new TicketEvent.Unlocked(by));
        };
    }

    private static Optional<TicketEvent> given(AgentId to, Order order, Ticket ticket) {
        if (ticket.assignee().filter(to::equals).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                order.agent().id().equals(to)
                        ? new TicketEvent.Taken(order.by(), to)
                        : new TicketEvent.Assigned(order.by(), to));
    }

    private static List<String> forbidden(Order order, Ticket ticket, Organisation organisation) {
        Policy policy = new Policy(organisation);
        TicketPlace place = ticket.place();
        return order.acts().stream()
                .map(Act::action)
                .distinct()
                .flatMap(action -> switch (policy.decide(order.agent(), action, place)) {
                    case Decision.Allowed() -> Stream.empty();
                    case Decision.Refused refused -> Stream.of(refused.sentence());
                })
                .toList();
    }

    private static Optional<String> fault(Act act, Ticket ticket, Neighbours neighbours, Organisation organisation) {
        return switch (act) {
            case Act.Answer(Words words) -> nothingIn(words).or(() -> nobodySends(ticket, organisation));
            case Act.Comment(Words words) -> nothingIn(words).or(() -> nobodySends(ticket, organisation));
            case Act.Assign(AgentId to) -> stranger(to, ticket, organisation);
            case Act.Transfer(GroupId to) -> noGroup(to, organisation);
            case Act.Forward(AgentId to) -> blind(to, ticket, organisation);
            case Act.Share(DepartmentId with, SharingLevel _) -> noPartner(with, ticket, organisation);
            case Act.About(Optional<ProductId> product) ->
                product.flatMap(id -> noProduct(id, ticket.department(), organisation));
            case Act.Unshare _,
                    Act.Prioritise _,
                    Act.Take _,
                    Act.Unassign _,
                    Act.Close _,
                    Act.Reopen _,
                    Act.Lock _,
                    Act.Unlock _ -> Optional.empty();
            case Act.Joint joint -> neighbours.fault(joint, ticket);
        };
    }

    private static Optional<String> nothingIn(Words words) {
        return words.isEmpty() ? Optional.of("There are no words and no file.") : Optional.empty();
    }

    private static Optional<String> nobodySends(Ticket ticket, Organisation organisation) {
        Optional<Department> department = organisation.department(ticket.department());
        return department.isPresent()
                ? Optional.empty()
                : Optional.of("Department " + ticket.department()
                        + " is not in conf any more, so nothing can be written on its tickets.");
    }

    private static Optional<String> noGroup(GroupId to, Organisation organisation) {
        Optional<Department> department = organisation.department(to.department());
        if (department.isEmpty()) {
            return Optional.of("There is no department \"" + to.department() + "\". There are: "
                    + departments(organisation.departments()) + ".");
        }
        if (!department.get().enabled()) {
            return Optional.of("Department " + to.department() + " is switched off and takes no tickets.");
        }
        return organisation.has(to)
                ? Optional.empty()
                : Optional.of("Department " + to.department() + " has no group \"" + to.name() + "\". It has: "
                        + department.get().groups().stream()
                                .map(group -> group.id().name())
                                .collect(Collectors.joining(", "))
                        + ".");
    }

    /** Nobody is shown a ticket whom the policy does not let see it: for that there is sharing. */
    private static Optional<String> blind(AgentId to, Ticket ticket, Organisation organisation) {
        boolean sees = organisation
                .agent(to)
                .filter(agent -> new Policy(organisation).allows(agent, TicketAction.VIEW, ticket.place()))
                .isPresent();
        return sees
                ? Optional.empty()
                : Optional.of("\"" + to
                        + "\" may not see this ticket. Share it with a department of theirs, or transfer it.");
    }

    private static Optional<String> noPartner(DepartmentId with, Ticket ticket, Organisation organisation) {
        List<Department> others = organisation.departments().stream()
                .filter(department -> !department.id().equals(ticket.department()))
                .toList();
        if (with.equals(ticket.department())) {
            return Optional.of(
                    "The ticket is of department " + with + " itself. Others are: " + departments(others) + ".");
        }
        return organisation.department(with).isPresent()
                ? Optional.empty()
                : Optional.of("There is no department \"" + with + "\" to share with. There are: " + departments(others)
                        + ".");
    }

    private static Optional<String> noProduct(ProductId id, DepartmentId department, Organisation organisation) {
        String offered = organisation.productsOf(department).stream()
                .map(Product::id)
                .map(ProductId::value)
                .collect(Collectors.joining(", "));
        return offers(department, id, organisation)
                ? Optional.empty()
                : Optional.of("Department " + department + " has no product \"" + id + "\". It has: "
                        + (offered.isEmpty() ? "none" : offered) + ".");
    }

    private static String departments(List<Department> departments) {
        return departments.stream().map(Department::id).map(DepartmentId::value).collect(Collectors.joining(", "));
    }

    private static Optional<String> stranger(AgentId to, Ticket ticket, Organisation organisation) {
        boolean works = organisation
                .agent(to)
                .filter(agent -> agent.isIn(ticket.department()))
                .isPresent();
        return works
                ? Optional.empty()
                : Optional.of(
                        "Nobody called \"" + to + "\" works in department " + ticket.department() + ". There are: "
                                + String.join(
                                        ", ",
                                        organisation.membersOf(ticket.department()).stream()
                                                .map(Agent::id)
                                                .map(AgentId::value)
                                                .toList())
                                + ".");
    }

    /** The ticket as the next act finds it. */
    private static Ticket after(Ticket ticket, TicketEvent event, Instant now, List<String> faults) {
        return switch (ticket.on(event, now)) {
            case Transition.Moved(Ticket moved) -> moved;
            case Transition.Refused(String reason) -> {
                faults.add(reason);
                yield ticket;
            }
        };
    }
}
