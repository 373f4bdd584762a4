package org.postroom.conversation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.TicketId;

/**
 * Everything that decides where a mail belongs and as whose it counts.
 *
 * @param sender who it says it is from
 * @param tokens those found in it, in the order of their places, nearest mail first
 * @param references tickets whose Message-IDs stand in In-Reply-To or References, nearest first
 * @param numbers tickets whose numbers stand in the subject
 * @param tickets what is known of every ticket named by tokens, references or numbers; one not in here is gone
 */
public record MailFacts(
        Sender sender,
        List<FoundToken> tokens,
        List<TicketId> references,
        List<TicketId> numbers,
        Map<TicketId, TicketFacts> tickets) {

    public MailFacts {
        tokens = List.copyOf(tokens);
        references = List.copyOf(references);
        numbers = List.copyOf(numbers);
        tickets = Map.copyOf(tickets);
    }

    /**
     * Who a mail says it is from.
     *
     * @param address of From
     * @param agent the agent who has that address now
     * @param several whether there is more than one From, so that one could be shown and another be checked
     * @param forwarded whether the mail looks like one that was forwarded, not answered
     */
    public record Sender(
            Optional<EmailAddress> address,
            Optional<Agent> agent,
            boolean several,
            SenderProof proof,
            boolean forwarded) {

        /** Whether a mail server that is trusted vouches for it. */
        public boolean isProven() {
            return proof == SenderProof.ALIGNED && !several;
        }
    }

    /** Whether the sender's address takes part in the ticket. */
    boolean senderTakesPartIn(TicketId ticket) {
        return Optional.ofNullable(tickets.get(ticket))
                .flatMap(known -> sender.address().filter(known.participants()::contains))
                .isPresent();
    }

    /** Whether the agent may see the ticket. */
    boolean mayView(AgentId agent, TicketId ticket) {
        return Optional.ofNullable(tickets.get(ticket))
                .filter(known -> known.viewers().contains(agent))
                .isPresent();
    }

    /**
     * Whether the agent confirms something that is about no ticket: by a token that went to the agent's own address alone.
     */
    public boolean confirms(AgentId agent) {
        return !sender.several()
                && valid().filter(token -> token.ticket().equals(ReplyToken.NO_TICKET))
                        .anyMatch(token -> token.agent().filter(agent::equals).isPresent());
    }

    /** Whether it answers a mail that was for an agent alone, or names a ticket that its sender takes part in. */
    public boolean belongsSomewhere() {
        return tokens.stream().anyMatch(MailFacts::isAgents)
                || candidates().stream().anyMatch(this::senderTakesPartIn);
    }

    /** A token that is not ours may have been anybody's. */
    private static boolean isAgents(FoundToken found) {
        return switch (found.verdict()) {
            case TokenVerdict.Valid(ReplyToken token) -> token.agent().isPresent();
            case TokenVerdict.Expired(ReplyToken token) -> token.agent().isPresent();
            case TokenVerdict.Forged _ -> true;
            case TokenVerdict.None _ -> false;
        };
    }

    /** Whether anybody who knows an agent's address may have sent it: no token of its agent's is in it, and no server vouches for it. */
    public boolean isAnybodys() {
        return !sender.isProven()
                && Stream.concat(valid(), expired())
                        .flatMap(token -> token.agent().stream())
                        .noneMatch(this::maySend);
    }

    /** An agent at an address that conf does not know. */
    private boolean maySend(AgentId agent) {
        return sender.agent().map(Agent::id).filter(id -> !id.equals(agent)).isEmpty();
    }

    /** Tokens that are ours and not too old. */
    Stream<ReplyToken> valid() {
        return tokens.stream().flatMap(found -> switch (found.verdict()) {
            case TokenVerdict.Valid(ReplyToken token) -> Stream.of(token);
            case TokenVerdict.Expired _, TokenVerdict.Forged _, TokenVerdict.None _ -> Stream.empty();
        });
    }

    /** Tokens that are ours but too old. */
    Stream<ReplyToken> expired() {
        return tokens.stream().flatMap(found -> switch (found.verdict()) {
            case TokenVerdict.Expired(ReplyToken token) -> Stream.of(token);
            case TokenVerdict.Valid _, TokenVerdict.Forged _, TokenVerdict.None _ -> Stream.empty();
        });
    }

    /** The tickets the mail may belong to, the likeliest first; those that are gone are left out. */
    public List<TicketId> candidates() {
        Set<TicketId> candidates = new LinkedHashSet<>();
        valid().map(ReplyToken::ticket).forEach(candidates::add);
        candidates.addAll(references);
        expired().map(ReplyToken::ticket).forEach(candidates::add);
        candidates.addAll(numbers);
        candidates.retainAll(tickets.keySet());
        return List.copyOf(candidates);
    }
}
