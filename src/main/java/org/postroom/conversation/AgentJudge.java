package org.postroom.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.TicketId;

/**
 * Judges whether a mail is an agent's. It takes a valid token made for the agent, one of the agent's addresses in From,
 * an aligned pass where conf names a server to trust, and that the agent may see the ticket now.
 *
 * <p>An agent who names no ticket, one that the agent may not see, or one as whose customer the agent takes part, writes as a customer.
 */
public final class AgentJudge {
    private final MailFacts facts;

    private AgentJudge(MailFacts facts) {
        this.facts = facts;
    }

    /** Whose mail it is, and what may come of it. */
    public static AgentIdentity judge(MailFacts facts) {
        AgentJudge judge = new AgentJudge(facts);
        return facts.sender().agent().map(judge::fromAgent).orElseGet(judge::fromElsewhere);
    }

    private AgentIdentity fromAgent(Agent agent) {
        List<TokenVerdict> deciding = deciding();
        Optional<ReplyToken> own = weakest(deciding, agent.id());
        if (own.isPresent()) {
            return withToken(agent, own.get(), doubts(agent.id(), own.get(), deciding));
        }
        List<String> faults = deciding.stream().flatMap(this::fault).distinct().toList();
        if (!faults.isEmpty() && !(allForged(deciding) && takesPart())) {
            return withAnothersToken(agent.id(), deciding, faults);
        }
        return withoutToken(agent);
    }

    private AgentIdentity withToken(Agent agent, ReplyToken token, List<String> doubts) {
        if (!facts.tickets().containsKey(token.ticket())) {
            return new AgentIdentity.Doubtful(agent.id(), Optional.empty(), List.of("The ticket is gone."));
        }
        if (!facts.mayView(agent.id(), token.ticket())) {
            return barred(agent.id(), token.ticket());
        }
        return doubts.isEmpty()
                ? new AgentIdentity.Verified(agent.id(), token.right(), token.ticket(), token.issued())
                : new AgentIdentity.Doubtful(agent.id(), Optional.of(token.ticket()), doubts);
    }

    /** A token of ours shows that a notice of the ticket was at hand; without one, who may not see it is told nothing of it. */
    private AgentIdentity withAnothersToken(AgentId agent, List<TokenVerdict> deciding, List<String> faults) {
        Optional<TicketId> ticket = ticketMeant(deciding);
        if (ticket.isEmpty() || facts.mayView(agent, ticket.get())) {
            return new AgentIdentity.Doubtful(agent, ticket, faults);
        }
        return allForged(deciding) ? new AgentIdentity.NotAnAgent() : barred(agent, ticket.get());
    }

    private static AgentIdentity barred(AgentId agent, TicketId ticket) {
        return new AgentIdentity.Barred(agent, ticket, agent + " may not see this ticket any more.");
    }

    private AgentIdentity withoutToken(Agent agent) {
        List<TicketId> named = facts.candidates().stream()
                .filter(ticket -> facts.mayView(agent.id(), ticket))
                .toList();
        if (named.isEmpty() || takesPart()) {
            return new AgentIdentity.NotAnAgent();
        }
        return new AgentIdentity.Doubtful(
                agent.id(),
                Optional.of(named.getFirst()),
                List.of("It refers to the ticket, but answers no notice that was made for " + agent.id() + "."));
    }

    /** As a customer, of one of the tickets named. */
    private boolean takesPart() {
        return facts.candidates().stream().anyMatch(facts::senderTakesPartIn);
    }

    /** Nothing tells whether such tokens were an agent's or a customer's. */
    private static boolean allForged(List<TokenVerdict> deciding) {
        return deciding.stream().allMatch(TokenVerdict.Forged.class::isInstance);
    }

    /** Somebody who is no agent has an agent's token: forwarded, or an agent at an address conf does not know. */
    private AgentIdentity fromElsewhere() {
        Optional<ReplyToken> token = deciding().stream()
                .flatMap(AgentJudge::validToken)
                .filter(valid -> valid.agent().isPresent() && facts.tickets().containsKey(valid.ticket()))
                .findFirst();
        if (token.isEmpty() || takesPart()) {
            return new AgentIdentity.NotAnAgent();
        }
        AgentId agent = token.get().agent().orElseThrow();
        if (!facts.mayView(agent, token.get().ticket())) {
            return barred(agent, token.get().ticket());
        }
        String from = facts.sender().address().map(EmailAddress::value).orElse("no readable address");
        return new AgentIdentity.Doubtful(
                agent,
                Optional.of(token.get().ticket()),
                List.of("It answers a notice made for " + agent + ", but comes from " + from + "."));
    }

    /** The tokens of the mail that is answered: those of its address and In-Reply-To, else the nearest of References. */
    private List<TokenVerdict> deciding() {
        List<TokenVerdict> direct = facts.tokens().stream()
                .filter(found -> found.place() != FoundToken.Place.REFERENCES)
                .map(FoundToken::verdict)
                .toList();
        return direct.isEmpty()
                ? facts.tokens().stream().map(FoundToken::verdict).limit(1).toList()
                : direct;
    }

    /** The agent's own token; of several the one that lets out least, since what is unclear stays inside. */
    private static Optional<ReplyToken> weakest(List<TokenVerdict> deciding, AgentId agent) {
        return deciding.stream()
                .flatMap(AgentJudge::validToken)
                .filter(token -> token.agent().filter(agent::equals).isPresent())
                .min((one, other) -> Boolean.compare(one.right() == Right.ANSWER, other.right() == Right.ANSWER));
    }

    private List<String> doubts(AgentId agent, ReplyToken own, List<TokenVerdict> deciding) {
        List<String> doubts = new ArrayList<>();
        deciding.stream()
                .flatMap(AgentJudge::validToken)
                .filter(token -> !token.ticket().equals(own.ticket()))
                .findFirst()
                .ifPresent(_ -> doubts.add("It answers notices of two tickets."));
        if (refersElsewhere(own.ticket())) {
            doubts.add("It answers a notice of one ticket, but refers to another.");
        }
        deciding.stream()
                .filter(verdict -> !isValidFor(verdict, agent))
                .flatMap(this::fault)
                .forEach(doubts::add);
        if (own.right() != Right.CONFIRM) {
            addDoubtsOfSender(doubts);
        }
        return doubts.stream().distinct().toList();
    }

    /** Doubts that a confirmation takes away: the request for it went to the agent's own address, with a fresh token. */
    private void addDoubtsOfSender(List<String> doubts) {
        if (facts.sender().forwarded()) {
            doubts.add("It looks like a forwarded notice, not like an answer.");
        }
        if (facts.sender().several()) {
            doubts.add("It names several senders.");
        }
        if (facts.sender().proof() == SenderProof.NOT_ALIGNED) {
            doubts.add("The mail server did not confirm that it comes from the sender's domain.");
        }
    }

    private boolean refersElsewhere(TicketId ticket) {
        List<TicketId> named = Stream.concat(facts.references().stream(), facts.numbers().stream())
                .toList();
        return !named.isEmpty() && !named.contains(ticket);
    }

    /** What is wrong with a token that is not the sender's own. A customer's token is no fault: agents can be customers. */
    private Stream<String> fault(TokenVerdict verdict) {
        return switch (verdict) {
            case TokenVerdict.Valid(ReplyToken token) ->
                token.agent().map(other -> "It answers a notice made for " + other + ".").stream();
            case TokenVerdict.Expired(ReplyToken token) ->
                token.agent().map(_ -> "The notice it answers is too old: " + token.issued() + ".").stream();
            case TokenVerdict.Forged _ -> Stream.of("Its reply token is not one of ours.");
            case TokenVerdict.None _ -> Stream.empty();
        };
    }

    private Optional<TicketId> ticketMeant(List<TokenVerdict> deciding) {
        return deciding.stream()
                .flatMap(AgentJudge::ourToken)
                .map(ReplyToken::ticket)
                .filter(facts.tickets()::containsKey)
                .findFirst()
                .or(() -> facts.candidates().stream().findFirst());
    }

    private static boolean isValidFor(TokenVerdict verdict, AgentId agent) {
        return validToken(verdict)
                .anyMatch(token -> token.agent().filter(agent::equals).isPresent());
    }

    private static Stream<ReplyToken> validToken(TokenVerdict verdict) {
        return verdict instanceof TokenVerdict.Valid(ReplyToken token) ? Stream.of(token) : Stream.empty();
    }

    private static Stream<ReplyToken> ourToken(TokenVerdict verdict) {
        return verdict instanceof TokenVerdict.Expired(ReplyToken token) ? Stream.of(token) : validToken(verdict);
    }
}
