package org.postroom.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Role;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.TicketId;

/** Facts of mails for tests: Carla takes part in ticket A, Dora in ticket B; Anna and Ben are agents of both. */
final class Facts {
    static final Instant ISSUED = Instant.parse("2025-03-03T08:00:00Z");
    static final TicketId A = new TicketId(1);
    static final TicketId B = new TicketId(2);
    static final TicketId GONE = new TicketId(3);
    static final EmailAddress CARLA = EmailAddress.of("carla@example.net");
    static final EmailAddress DORA = EmailAddress.of("dora@example.net");
    static final EmailAddress STRANGER = EmailAddress.of("mallory@example.org");
    static final DepartmentId SUPPORT = new DepartmentId("support");
    static final Agent ANNA = agent("anna", SUPPORT);
    static final Agent BEN = agent("ben", SUPPORT);
    static final Agent OUTSIDER = agent("otto", new DepartmentId("billing"));

    private final List<FoundToken> tokens = new ArrayList<>();
    private final List<TicketId> references = new ArrayList<>();
    private final List<TicketId> numbers = new ArrayList<>();
    private Optional<EmailAddress> address = Optional.empty();
    private Optional<Agent> agent = Optional.empty();
    private boolean several;
    private boolean forwarded;
    private SenderProof proof = SenderProof.NOT_ASKED;
    private Set<EmailAddress> inA = Set.of(CARLA);
    private Set<AgentId> viewersOfA = Set.of(ANNA.id(), BEN.id());

    static Facts from(EmailAddress address) {
        Facts facts = new Facts();
        facts.address = Optional.of(address);
        return facts;
    }

    static Facts from(Agent agent) {
        Facts facts = from(agent.address());
        facts.agent = Optional.of(agent);
        return facts;
    }

    static Facts fromNobody() {
        return new Facts();
    }

    Facts token(FoundToken.Place place, TokenVerdict verdict) {
        tokens.add(new FoundToken(place, verdict));
        return this;
    }

    Facts answering(TokenVerdict verdict) {
        return token(FoundToken.Place.IN_REPLY_TO, verdict);
    }

    Facts references(TicketId... tickets) {
        references.addAll(List.of(tickets));
        return this;
    }

    Facts numbers(TicketId... tickets) {
        numbers.addAll(List.of(tickets));
        return this;
    }

    Facts proof(SenderProof other) {
        proof = other;
        return this;
    }

    Facts forwarded() {
        forwarded = true;
        return this;
    }

    Facts several() {
        several = true;
        return this;
    }

    Facts takingPartInA(EmailAddress another) {
        inA = Stream.concat(inA.stream(), Stream.of(another)).collect(Collectors.toSet());
        return this;
    }

    Facts seenOnlyBy(Agent to) {
        viewersOfA = Set.of(to.id());
        return this;
    }

    MailFacts build() {
        return new MailFacts(
                new MailFacts.Sender(address, agent, several, proof, forwarded),
                tokens,
                references,
                numbers,
                Map.of(
                        A,
                        new TicketFacts(viewersOfA, inA),
                        B,
                        new TicketFacts(Set.of(ANNA.id(), BEN.id()), Set.of(DORA))));
    }

    /** Where it is placed, in a word or two. */
    String placed() {
        return switch (Placement.of(build())) {
            case Placement.Agents(AgentIdentity identity) -> words(identity);
            case Placement.Customers(Match match) -> words(match);
        };
    }

    static TokenVerdict customer(TicketId ticket) {
        return new TokenVerdict.Valid(ReplyToken.forCustomer(ticket, ISSUED));
    }

    static TokenVerdict expiredCustomer(TicketId ticket) {
        return new TokenVerdict.Expired(ReplyToken.forCustomer(ticket, ISSUED));
    }

    static TokenVerdict valid(Right right, TicketId ticket, Agent agent) {
        return new TokenVerdict.Valid(ReplyToken.forAgent(right, ticket, agent.id(), ISSUED));
    }

    static TokenVerdict expired(TicketId ticket, Agent agent) {
        return new TokenVerdict.Expired(ReplyToken.forAgent(Right.ANSWER, ticket, agent.id(), ISSUED));
    }

    private static String words(AgentIdentity identity) {
        return switch (identity) {
            case AgentIdentity.Verified(AgentId who, Right right, TicketId ticket, Instant _) ->
                "verified " + who + " " + name(ticket) + " " + right.name().toLowerCase(Locale.ROOT);
            case AgentIdentity.Doubtful(AgentId who, Optional<TicketId> ticket, List<String> reasons) ->
                reasons.isEmpty()
                        ? "no reasons"
                        : "held " + who + ticket.map(id -> " " + name(id)).orElse("");
            case AgentIdentity.Barred(AgentId who, TicketId ticket, String _) -> "barred " + who + " " + name(ticket);
            case AgentIdentity.NotAnAgent _ -> "no agent";
        };
    }

    private static String words(Match match) {
        return switch (match) {
            case Match.Found(TicketId ticket, Match.How _) -> "in " + name(ticket);
            case Match.Related(List<TicketId> tickets, String _) ->
                "new, related " + tickets.stream().map(Facts::name).collect(Collectors.joining(" "));
            case Match.None _ -> "new";
        };
    }

    private static String name(TicketId ticket) {
        return ticket.equals(A) ? "A" : ticket.equals(B) ? "B" : "gone";
    }

    private static Agent agent(String id, DepartmentId department) {
        return new Agent(
                new AgentId(id),
                id,
                List.of(EmailAddress.of(id + "@example.com")),
                Set.of(),
                Map.of(department, Role.AGENT),
                false,
                "",
                Locale.ENGLISH,
                Optional.empty());
    }
}
