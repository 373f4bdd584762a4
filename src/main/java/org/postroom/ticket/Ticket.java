package org.postroom.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.agent.Sharing;
import org.postroom.agent.TicketPlace;
import org.postroom.mail.NamedAddress;

/**
 * A ticket as it stands.
 *
 * @param group whose it is; names the department too
 * @param version grows with each stored change; whoever changes an older one is refused
 */
public record Ticket(
        TicketId id, TicketNumber number, Matter matter, GroupId group, Standing standing, Times times, long version) {

    /**
     * What it is about.
     *
     * @param subject one line, at most {@value #LONGEST_SUBJECT} characters; longer ones are cut
     * @param customer whose ticket it is; empty when the first mail named no readable address
     * @param product of conf that it is about, if any
     */
    public record Matter(String subject, Optional<NamedAddress> customer, Optional<ProductId> product) {
        /** The most characters of a subject that are kept on the ticket; its first article has all of it. */
        public static final int LONGEST_SUBJECT = 1000;

        /** The most characters of a name that are kept. */
        static final int LONGEST_NAME = 500;

        public Matter {
            subject = Words.cut(subject, LONGEST_SUBJECT);
            customer = customer.map(who -> new NamedAddress(Words.cut(who.name(), LONGEST_NAME), who.address()));
        }

        /** About no product. */
        public Matter(String subject, Optional<NamedAddress> customer) {
            this(subject, customer, Optional.empty());
        }
    }

    /** Where it stands, who works on it, which other departments have a part in it, and how soon it wants to be looked at. */
    public record Standing(TicketState state, Optional<AgentId> assignee, Sharing sharing, Priority priority) {
        /** Of a ticket that is nobody's, shared with nobody and as urgent as others. */
        static Standing of(TicketState state) {
            return new Standing(state, Optional.empty(), Sharing.none(), Priority.NORMAL);
        }
    }

    /**
     * @param changed when a person last did something to it
     * @param closed when it was last closed, while it is
     */
    public record Times(Instant opened, Instant changed, Optional<Instant> closed) {
        /** Cuts to milliseconds, which is what is stored. */
        public Times {
            opened = opened.truncatedTo(ChronoUnit.MILLIS);
            changed = changed.truncatedTo(ChronoUnit.MILLIS);
            closed = closed.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    public String subject() {
        return matter.subject();
    }

    public Optional<NamedAddress> customer() {
        return matter.customer();
    }

    public Optional<ProductId> product() {
        return matter.product();
    }

    public TicketState state() {
        return standing.state();
    }

    public Optional<AgentId> assignee() {
        return standing.assignee();
    }

    public Sharing sharing() {
        return standing.sharing();
    }

    public Priority priority() {
        return standing.priority();
    }

    public DepartmentId department() {
        return group.department();
    }

    /** All of it that permission depends on. */
    public TicketPlace place() {
        return new TicketPlace(group, assignee(), sharing());
    }

    /** What the event makes of this ticket. Pure; the version stays. */
    public Transition on(TicketEvent event, Instant now) {
        return new Rules(this, now).on(event);
    }

    /** This ticket with another version. */
    public Ticket withVersion(long other) {
        return new Ticket(id, number, matter, group, standing, times, other);
    }

    /** This ticket in another state, touched now. */
    Ticket moved(TicketState state, Instant now) {
        Optional<Instant> closed = switch (state) {
            case ACTIVE, WAITING -> Optional.empty();
            case CLOSED, LOCKED, MERGED -> times.closed().or(() -> Optional.of(now));
        };
        Times later = new Times(times.opened(), now, closed);
        Standing stands = new Standing(state, assignee(), sharing(), priority());
        return new Ticket(id, number, matter, group, stands, later, version);
    }

    /** This ticket as part of another one: nobody shares it any more. */
    Ticket merged(Instant now) {
        return shared(Sharing.none(), now).moved(TicketState.MERGED, now);
    }

    /** This ticket with another assignee, touched now. */
    Ticket givenTo(Optional<AgentId> agent, Instant now) {
        return touched(group, new Standing(state(), agent, sharing(), priority()), now);
    }

    /** This ticket with another part for other departments, touched now. */
    Ticket shared(Sharing other, Instant now) {
        return touched(group, new Standing(state(), assignee(), other, priority()), now);
    }

    /** This ticket in another group, nobody's, no longer shared with the department it comes to; touched now. */
    Ticket transferred(GroupId to, Instant now) {
        return touched(to, nobodysIn(to), now);
    }

    /** This ticket in a group of another department, nobody's; no person did it, so its times stay. */
    Ticket handedOver(GroupId to, Optional<ProductId> product) {
        return new Ticket(id, number, new Matter(subject(), customer(), product), to, nobodysIn(to), times, version);
    }

    /** This ticket with another priority, touched now. */
    Ticket prioritised(Priority other, Instant now) {
        return touched(group, new Standing(state(), assignee(), sharing(), other), now);
    }

    private Standing nobodysIn(GroupId to) {
        return new Standing(state(), Optional.empty(), sharing().without(to.department()), priority());
    }

    /** This ticket as somebody's, touched now. */
    Ticket ofCustomer(NamedAddress customer, Instant now) {
        Matter theirs = new Matter(subject(), Optional.of(customer), product());
        Times later = new Times(times.opened(), now, times.closed());
        return new Ticket(id, number, theirs, group, standing, later, version);
    }

    /** This ticket about another product, touched now. */
    Ticket about(Optional<ProductId> product, Instant now) {
        Matter other = new Matter(subject(), customer(), product);
        Times later = new Times(times.opened(), now, times.closed());
        return new Ticket(id, number, other, group, standing, later, version);
    }

    private Ticket touched(GroupId lies, Standing stands, Instant now) {
        Times later = new Times(times.opened(), now, times.closed());
        return new Ticket(id, number, matter, lies, stands, later, version);
    }
}
