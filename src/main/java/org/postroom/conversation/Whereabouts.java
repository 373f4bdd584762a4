package org.postroom.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.postroom.mail.MessageId;
import org.postroom.ticket.TicketId;

/**
 * Where that is now which a mail names. Tokens are not changed once they left: a ticket they name may have been merged into
 * another one, and the mail they came with may have been split off to another one. What the thread index says of that very
 * mail is more exact than the ticket inside its token. Agents' notices are in no index, so their tokens keep to the ticket.
 */
final class Whereabouts {
    private final UnaryOperator<TicketId> survivors;
    private final Map<String, TicketId> ticketsOfTokens = new HashMap<>();

    /**
     * @param survivors the ticket that one was merged into, or the same
     * @param known the tickets of the Message-IDs that the mail refers to
     */
    Whereabouts(UnaryOperator<TicketId> survivors, Map<MessageId, List<TicketId>> known) {
        this.survivors = survivors;
        known.forEach((id, tickets) ->
                TokenForm.findIn(id.value()).forEach(token -> ticketsOfTokens.putIfAbsent(token, tickets.getFirst())));
    }

    /** The ticket that has what was this one's. */
    TicketId of(TicketId ticket) {
        return survivors.apply(ticket);
    }

    /** What verifying a token found, about the ticket that its mail belongs to now. */
    TokenVerdict of(String text, TokenVerdict verdict) {
        return switch (verdict) {
            case TokenVerdict.Valid(ReplyToken token) -> new TokenVerdict.Valid(token.on(ticket(text, token)));
            case TokenVerdict.Expired(ReplyToken token) -> new TokenVerdict.Expired(token.on(ticket(text, token)));
            case TokenVerdict.Forged _, TokenVerdict.None _ -> verdict;
        };
    }

    private TicketId ticket(String text, ReplyToken token) {
        return Optional.ofNullable(ticketsOfTokens.get(text))
                .filter(_ -> token.right() == ReplyToken.Right.CUSTOMER)
                .map(survivors)
                .orElseGet(() -> survivors.apply(token.ticket()));
    }
}
