package org.postroom.conversation;

import java.util.List;
import java.util.Optional;
import org.postroom.conversation.Match.How;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.TicketId;

/**
 * Finds the ticket of a customer's mail (SPEC C1, C2). Tokens, Message-IDs (RFC 5322 section 3.6.4) and numbers in the subject
 * name tickets, in this order; the first of them that the sender takes part in is the mail's.
 */
public final class Matcher {
    private Matcher() {}

    /** Which ticket the mail belongs to, its sender taken for a customer. */
    public static Match match(MailFacts facts) {
        List<TicketId> candidates = facts.candidates();
        Optional<TicketId> own =
                candidates.stream().filter(facts::senderTakesPartIn).findFirst();
        if (own.isPresent()) {
            return new Match.Found(own.get(), how(facts, own.get()));
        }
        return candidates.isEmpty() ? new Match.None() : new Match.Related(candidates, why(facts, candidates));
    }

    private static How how(MailFacts facts, TicketId ticket) {
        if (facts.valid().anyMatch(token -> token.ticket().equals(ticket))) {
            return How.TOKEN;
        }
        if (facts.references().contains(ticket)) {
            return How.REFERENCE;
        }
        return facts.expired().anyMatch(token -> token.ticket().equals(ticket)) ? How.EXPIRED_TOKEN : How.NUMBER;
    }

    private static String why(MailFacts facts, List<TicketId> candidates) {
        String who = facts.sender().address().map(EmailAddress::value).orElse("A sender without an address");
        return who + " does not take part in it, but the mail has "
                + how(facts, candidates.getFirst()).words() + ".";
    }
}
