package org.postroom.ticket;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.agent.SharingLevel;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MailKind;
import org.postroom.mail.NamedAddress;

/** Something that happens to a ticket. Each becomes a line of its history. */
public sealed interface TicketEvent {
    /** Who did it, and by which way. */
    By by();

    /** The ticket begins. */
    record Opened(By by) implements TicketEvent {}

    /** Somebody who takes part wrote, not a robot. */
    record CustomerReplied(By by) implements TicketEvent {}

    /** A participant wrote to a ticket that takes no replies. The reason says what kept the reply from counting. */
    record ReplyRejected(By by, String reason) implements TicketEvent {}

    /** An agent answered the customer. */
    record Answered(By by) implements TicketEvent {}

    /** An agent left a comment that only agents see. */
    record Commented(By by) implements TicketEvent {}

    /** The ticket was given to an agent. */
    record Assigned(By by, AgentId to) implements TicketEvent {}

    /** An agent took the ticket. */
    record Taken(By by, AgentId agent) implements TicketEvent {}

    /** The ticket is nobody's again. */
    record Unassigned(By by) implements TicketEvent {}

    /** The ticket went to another group, perhaps of another department, and is nobody's there. */
    record Transferred(By by, GroupId from, GroupId to) implements TicketEvent {}

    /**
     * Its department was given up, and the ticket came to this group, in the state it was in.
     *
     * @param product what it is about there; empty where the new department does not offer what it was about
     */
    record HandedOver(By by, GroupId from, GroupId to, Optional<ProductId> product) implements TicketEvent {}

    /** An agent showed the ticket to another one. */
    record Forwarded(By by, AgentId to) implements TicketEvent {}

    /** Another department has a part in the ticket now, or has it at another level. */
    record Shared(By by, DepartmentId department, SharingLevel level) implements TicketEvent {}

    /** Another department has no part in the ticket any more. */
    record Unshared(By by, DepartmentId department) implements TicketEvent {}

    /** It was said whose the ticket is, of which that was not known. */
    record CustomerNamed(By by, NamedAddress customer) implements TicketEvent {}

    /** It was said which product the ticket is about; empty: none. */
    record ProductChosen(By by, Optional<ProductId> product) implements TicketEvent {}

    /** It was said how soon the ticket wants to be looked at. */
    record Prioritised(By by, Priority priority) implements TicketEvent {}

    /** The ticket is done. */
    record Closed(By by) implements TicketEvent {}

    /** Somebody of ours opened the closed ticket again. */
    record Reopened(By by) implements TicketEvent {}

    /** The ticket is closed for good. */
    record Locked(By by) implements TicketEvent {}

    /** The lock was taken off; the ticket stays closed. */
    record Unlocked(By by) implements TicketEvent {}

    /** A program wrote. It changes no state and reopens nothing (SPEC D5). */
    record AutomaticMailReceived(By by, MailKind kind) implements TicketEvent {}

    /**
     * A report came that a mail of ours did not reach somebody (RFC 3464).
     *
     * @param permanent whether the address itself is no good
     * @param status such as {@code 5.1.1} (RFC 3463); may be empty
     */
    record BounceReceived(By by, EmailAddress failed, boolean permanent, String status) implements TicketEvent {}

    /** An automatic mail, made of this template, was put into the queue. */
    record AutoResponseSent(By by, EmailAddress to, String template) implements TicketEvent {}

    /** An automatic mail was withheld. */
    record AutomaticMailSuppressed(By by, EmailAddress to, String reason) implements TicketEvent {}

    /**
     * A mail of ours could not be delivered and is given up.
     *
     * @param answer whether it was an agent's answer, not an automatic mail or a notice
     */
    record DeliveryFailed(By by, EmailAddress to, boolean answer, String reason) implements TicketEvent {}

    /** The server's word on a mail of ours was lost: it may have arrived, and may have been sent twice. */
    record DeliveryUncertain(By by, EmailAddress to, String reason) implements TicketEvent {}

    /** Somebody takes part from now on. */
    record ParticipantAdded(By by, EmailAddress address, Participant.Role role) implements TicketEvent {}

    /** A mail of an agent is held until the agent confirms it. */
    record MailHeld(By by, AgentId agent, String reason) implements TicketEvent {}

    /** A held mail was confirmed. */
    record MailReleased(By by, AgentId agent) implements TicketEvent {}

    /** A held mail was called off. */
    record MailCancelled(By by, AgentId agent) implements TicketEvent {}

    /** An agent answered without having seen what another had sent. */
    record AnswersCrossed(By by, AgentId other) implements TicketEvent {}

    /**
     * Links by which customers saw the ticket on the page work no more.
     *
     * @param number how many there were
     */
    record LinksRevoked(By by, int number) implements TicketEvent {}

    /** The ticket may have to do with another one. */
    record MarkedRelated(By by, TicketNumber other, String reason) implements TicketEvent {}

    /** An agent linked the ticket with another one. */
    record Related(By by, TicketNumber other) implements TicketEvent {}

    /** An agent took the link with another ticket off. */
    record Unrelated(By by, TicketNumber other) implements TicketEvent {}

    /** An agent's answer waits and leaves at that time. */
    record AnswerPlanned(By by, Instant due) implements TicketEvent {}

    /** An answer that waited was taken back. */
    record AnswerTakenBack(By by, AgentId agent) implements TicketEvent {}

    /** An answer that waited did not leave at its time. */
    record AnswerStayed(By by, AgentId agent, String reason) implements TicketEvent {}

    /** The ticket became part of another one, and is none of its own any more. */
    record MergedInto(By by, TicketNumber into) implements TicketEvent {}

    /**
     * Another ticket became part of this one.
     *
     * @param active whether we owed an answer on the other one
     */
    record Merged(By by, TicketNumber from, boolean active) implements TicketEvent {}

    /** Some of the ticket became one of its own. */
    record SplitOff(By by, TicketNumber to) implements TicketEvent {}

    /**
     * The ticket was made of some of another one.
     *
     * @param active whether we owe an answer on it
     */
    record SplitFrom(By by, TicketNumber from, boolean active) implements TicketEvent {}

    /** Somebody takes part no longer: nothing from or to them is left on the ticket. */
    record ParticipantRemoved(By by, EmailAddress address) implements TicketEvent {}
}
