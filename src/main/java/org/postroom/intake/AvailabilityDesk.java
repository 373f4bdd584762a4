package org.postroom.intake;

import java.time.InstantSource;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.Command;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Department;
import org.postroom.assign.Availability;
import org.postroom.assign.AvailabilityStore;
import org.postroom.conversation.MailFacts;
import org.postroom.mail.OutgoingMail;
import org.postroom.notify.AgentReplies;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundOrder;
import org.postroom.outbound.OutboundQueue;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Way;

/**
 * Agents who say {@literal #}away or {@literal #}back to a department, in a mail that names no ticket. Anybody can write an
 * agent's address into From, so nothing is done before the agent has confirmed it, by an answer to a mail that went to the
 * agent's own address.
 */
final class AvailabilityDesk {
    private final AvailabilityStore availability;
    private final AgentReplies replies;
    private final OutboundQueue queue;
    private final InstantSource clock;

    AvailabilityDesk(AvailabilityStore availability, AgentReplies replies, OutboundQueue queue, InstantSource clock) {
        this.availability = availability;
        this.replies = replies;
        this.queue = queue;
        this.clock = clock;
    }

    /** Whether the agent says to be available, if anything. */
    static Optional<Boolean> said(CommandReader.Reading reading) {
        return reading.has(Command.Away.class)
                ? Optional.of(false)
                : Optional.of(true).filter(_ -> reading.has(Command.Back.class));
    }

    /** Settles the mail if it is such a one: from an agent's address, with one of these commands alone, about no ticket. */
    Optional<Fate> settle(Transaction transaction, MailCase mail, MailFacts found) {
        CommandReader.Reading reading = CommandReader.read(mail.ownWords());
        boolean alone = reading.commands().size() == 1 && reading.wrong().isEmpty();
        return found.sender()
                .agent()
                .filter(_ -> alone && found.candidates().isEmpty())
                .flatMap(agent -> said(reading)
                        .map(available -> found.confirms(agent.id())
                                ? noted(transaction, mail, agent, available)
                                : asked(transaction, mail, agent, available)));
    }

    private Fate noted(Transaction transaction, MailCase mail, Agent agent, boolean available) {
        availability.note(transaction, agent.id(), new Availability(available, clock.instant(), Way.MAIL));
        mail.note("Confirmed by " + agent.id() + ", who is " + word(available) + ".");
        return new Fate(Disposition.AVAILABILITY, Optional.empty(), Optional.empty());
    }

    private Fate asked(Transaction transaction, MailCase mail, Agent agent, boolean available) {
        Department department = mail.department();
        Optional<OutgoingMail> question = replies.confirm(transaction, agent, department, word(available));
        question.ifPresent(letter -> queue.enqueue(
                transaction,
                new OutboundOrder(
                        letter,
                        department.smtp(),
                        OutboundKind.NOTICE,
                        department.id(),
                        Optional.empty(),
                        Optional.empty())));
        mail.note(
                question.isPresent()
                        ? "It answers no notice, so " + agent.id() + " is asked to confirm it."
                        : "Not confirmed, and not asked about: the limit of answers to an agent's mails is reached.");
        return new Fate(Disposition.AVAILABILITY, Optional.empty(), Optional.empty());
    }

    private static String word(boolean available) {
        return available ? "back" : "away";
    }
}
