package org.postroom.outbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.DeliveryOutcome.Deferred;
import org.postroom.outbound.DeliveryOutcome.Delivered;
import org.postroom.outbound.DeliveryOutcome.Refused;
import org.postroom.outbound.DeliveryOutcome.Uncertain;

/**
 * What the outcomes of an attempt mean for a mail: who is done with, and when to try again for the others.
 *
 * @param changes for each recipient of the attempt
 * @param retryAt the next attempt; empty when nobody is waiting any more
 */
record Settlement(List<Change> changes, Optional<Instant> retryAt) {
    Settlement {
        changes = List.copyOf(changes);
    }

    /** What happened to one recipient. */
    enum Event {
        DELIVERED,
        FAILED,
        UNCERTAIN,
        DEFERRED
    }

    /** One recipient's new state. */
    record Change(EmailAddress recipient, RecipientState state, Event event, String reply) {
        String summary() {
            return event.name().toLowerCase(Locale.ROOT) + " " + recipient + ": " + reply;
        }
    }

    /** Settles an attempt that ended now. */
    static Settlement of(
            OutboundMail mail, Map<EmailAddress, DeliveryOutcome> outcomes, Instant now, QueueSettings settings) {
        boolean lastTry = !now.isBefore(mail.queuedAt().plus(settings.giveUpAfter()));
        List<Change> changes = new ArrayList<>();
        outcomes.forEach((recipient, outcome) -> changes.add(change(mail, recipient, outcome, lastTry)));
        List<EmailAddress> untried = new ArrayList<>(mail.waiting());
        untried.removeAll(outcomes.keySet());
        if (!untried.isEmpty()) {
            return new Settlement(changes, Optional.of(now));
        }
        boolean waiting = changes.stream().anyMatch(change -> change.state() == RecipientState.WAITING);
        return new Settlement(
                changes,
                Optional.of(now.plus(settings.retryAfter(mail.attempts() + 1))).filter(next -> waiting));
    }

    /** Fails everybody who still waits. */
    static Settlement givenUp(OutboundMail mail, String reason) {
        return new Settlement(
                mail.waiting().stream()
                        .map(recipient -> new Change(recipient, RecipientState.FAILED, Event.FAILED, reason))
                        .toList(),
                Optional.empty());
    }

    /** Settles a mail whose sender died while handing it over. An answer is due again at once. */
    static Settlement interrupted(OutboundMail mail, Instant now) {
        String reply = "The daemon ended while the mail was being handed over";
        boolean again = !mail.about().kind().isAtMostOnce();
        return new Settlement(
                mail.waiting().stream()
                        .map(recipient -> uncertain(mail, recipient, reply, false))
                        .toList(),
                Optional.of(now).filter(at -> again));
    }

    /** Whether the server may have taken the mail without our knowing. */
    boolean isUncertain() {
        return has(change -> change.event() == Event.UNCERTAIN);
    }

    boolean has(Predicate<Change> which) {
        return changes.stream().anyMatch(which);
    }

    /** One line for each recipient. */
    String summary() {
        return changes.stream().map(Change::summary).collect(Collectors.joining("\n"));
    }

    private static Change change(OutboundMail mail, EmailAddress recipient, DeliveryOutcome outcome, boolean lastTry) {
        return switch (outcome) {
            case Delivered delivered ->
                new Change(recipient, RecipientState.DELIVERED, Event.DELIVERED, delivered.reply());
            case Refused refused -> new Change(recipient, RecipientState.FAILED, Event.FAILED, refused.reply());
            case Uncertain uncertain -> uncertain(mail, recipient, uncertain.reply(), lastTry);
            case Deferred deferred
            when lastTry ->
                new Change(
                        recipient, RecipientState.FAILED, Event.FAILED, "Given up; last answer: " + deferred.reply());
            case Deferred deferred -> new Change(recipient, RecipientState.WAITING, Event.DEFERRED, deferred.reply());
        };
    }

    /** An answer goes out again, with the same Message-ID; what a program wrote does not. */
    private static Change uncertain(OutboundMail mail, EmailAddress recipient, String reply, boolean lastTry) {
        boolean again = !mail.about().kind().isAtMostOnce() && !lastTry;
        RecipientState state = again ? RecipientState.WAITING : RecipientState.UNCERTAIN;
        return new Change(recipient, state, Event.UNCERTAIN, reply);
    }
}
