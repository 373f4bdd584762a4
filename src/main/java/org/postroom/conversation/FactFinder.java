package org.postroom.conversation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.agent.TicketPlace;
import org.postroom.conversation.FoundToken.Place;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;

/** Looks up in the database and in the mail what {@link Placement} decides on. */
public final class FactFinder {
    /** More tokens of a mail are not looked at; the nearest come first. */
    private static final int MOST_TOKENS = 12;

    /** More tickets are not looked at; a sender may have used one Message-ID for any number of mails. */
    private static final int MOST_TICKETS = 100;

    /** Headers in which mail servers note the address a mail was delivered to, plus detail included. */
    private static final List<String> DELIVERED_TO = List.of("Delivered-To", "X-Original-To", "Envelope-To");

    /** Quoted words and comments of an address header. A thousand brackets that never close cost no more than a thousand letters. */
    private static final Pattern SAID_BESIDE = Pattern.compile("\"[^\"]*+\"|\\([^()]*+\\)");

    private final ThreadIndex threads;
    private final TicketStore tickets;
    private final ReplyTokens tokens;

    public FactFinder(ThreadIndex threads, TicketStore tickets, ReplyTokens tokens) {
        this.threads = threads;
        this.tickets = tickets;
        this.tokens = tokens;
    }

    /**
     * The facts of a mail.
     *
     * @param newText what the sender wrote, without what a mail program quoted
     * @param organisation who is an agent now
     * @param trustedAuthservIds whose Authentication-Results count (RFC 8601); none where conf trusts nobody
     */
    public MailFacts gather(
            Transaction transaction,
            IncomingMail mail,
            String newText,
            Organisation organisation,
            Collection<String> trustedAuthservIds) {
        List<MessageId> referred = referredTo(mail);
        Map<MessageId, List<TicketId>> known = threads.ticketsOf(transaction, referred);
        Whereabouts now = new Whereabouts(id -> survivor(transaction, id), known);
        List<FoundToken> found = tokensIn(mail, organisation, now);
        List<TicketId> references = referred.stream()
                .flatMap(id -> known.getOrDefault(id, List.of()).stream())
                .map(now::of)
                .distinct()
                .limit(MOST_TICKETS)
                .toList();
        List<TicketId> numbers = numbersIn(transaction, mail.subject(), now);
        Set<TicketId> named = new LinkedHashSet<>(references);
        named.addAll(numbers);
        found.forEach(token -> tokenOf(token).map(ReplyToken::ticket).ifPresent(named::add));
        MailFacts.Sender sender = sender(mail, newText, organisation, trustedAuthservIds);
        List<Agent> agents = Stream.concat(sender.agent().stream(), agentsOf(found, organisation))
                .distinct()
                .toList();
        return new MailFacts(
                sender,
                found,
                references,
                numbers,
                factsOf(transaction, named, new Viewing(new Policy(organisation), agents)));
    }

    private static MailFacts.Sender sender(
            IncomingMail mail, String newText, Organisation organisation, Collection<String> trustedAuthservIds) {
        Optional<EmailAddress> address = mail.correspondents().from().map(NamedAddress::address);
        SenderProof proof = address.map(from -> AuthenticationResults.proofOf(mail.headers(), trustedAuthservIds, from))
                .orElse(trustedAuthservIds.isEmpty() ? SenderProof.NOT_ASKED : SenderProof.NOT_ALIGNED);
        return new MailFacts.Sender(
                address,
                address.flatMap(organisation::agentOf),
                namesSeveralSenders(mail),
                proof,
                ForwardSigns.areIn(mail.subject(), newText));
    }

    /** More than one From header, or more than one address in it: what is shown and what was checked may differ. */
    private static boolean namesSeveralSenders(IncomingMail mail) {
        List<String> from = mail.headers().all("From");
        return from.size() > 1 || from.stream().anyMatch(FactFinder::namesSeveral);
    }

    private static boolean namesSeveral(String from) {
        String bare = SAID_BESIDE.matcher(from).replaceAll("");
        return bare.contains(",") && bare.indexOf('@') != bare.lastIndexOf('@');
    }

    private List<FoundToken> tokensIn(IncomingMail mail, Organisation organisation, Whereabouts now) {
        List<AgentId> agents = organisation.agents().stream().map(Agent::id).toList();
        Function<String, TokenVerdict> verify = token -> now.of(token, tokens.verify(token, agents));
        Stream<FoundToken> all = Stream.of(
                        verified(Place.RECIPIENT, details(mail), verify),
                        verified(Place.IN_REPLY_TO, values(mail.thread().inReplyTo()), verify),
                        verified(
                                Place.REFERENCES,
                                values(mail.thread().references().reversed()),
                                verify))
                .flatMap(tokensOfPlace -> tokensOfPlace);
        return all.limit(MOST_TOKENS).toList();
    }

    private static Stream<FoundToken> verified(
            Place place, Stream<String> texts, Function<String, TokenVerdict> verify) {
        return texts.flatMap(text -> TokenForm.findIn(text).stream())
                .distinct()
                .map(token -> new FoundToken(place, verify.apply(token)));
    }

    private static Stream<String> details(IncomingMail mail) {
        Stream<EmailAddress> named = Stream.concat(
                        mail.correspondents().to().stream(), mail.correspondents().cc().stream())
                .map(NamedAddress::address);
        Stream<EmailAddress> delivered = DELIVERED_TO.stream()
                .flatMap(header -> mail.headers().all(header).stream())
                .flatMap(value -> EmailAddress.parse(value).stream());
        return Stream.concat(named, delivered).flatMap(address -> address.detail().stream());
    }

    private static Stream<String> values(List<MessageId> ids) {
        return ids.stream().map(MessageId::value);
    }

    /** The nearest mail first. */
    private static List<MessageId> referredTo(IncomingMail mail) {
        List<MessageId> nearestFirst = new ArrayList<>(mail.thread().inReplyTo());
        nearestFirst.addAll(mail.thread().references().reversed());
        return nearestFirst;
    }

    private List<TicketId> numbersIn(Transaction transaction, String subject, Whereabouts now) {
        return TicketNumber.findIn(subject).stream()
                .flatMap(number -> tickets.find(transaction, number).stream())
                .map(Ticket::id)
                .map(now::of)
                .distinct()
                .toList();
    }

    private TicketId survivor(Transaction transaction, TicketId id) {
        return tickets.survivor(transaction, id).map(Ticket::id).orElse(id);
    }

    private static Optional<ReplyToken> tokenOf(FoundToken token) {
        return switch (token.verdict()) {
            case TokenVerdict.Valid(ReplyToken valid) -> Optional.of(valid);
            case TokenVerdict.Expired(ReplyToken expired) -> Optional.of(expired);
            case TokenVerdict.Forged _, TokenVerdict.None _ -> Optional.empty();
        };
    }

    private static Stream<Agent> agentsOf(List<FoundToken> found, Organisation organisation) {
        return found.stream()
                .flatMap(token -> tokenOf(token).stream())
                .flatMap(token -> token.agent().stream())
                .flatMap(agent -> organisation.agent(agent).stream());
    }

    /** Who may see a ticket, of the agents a mail may be of. */
    private record Viewing(Policy policy, List<Agent> agents) {
        Set<AgentId> of(Ticket ticket) {
            TicketPlace place = ticket.place();
            return agents.stream()
                    .filter(agent -> policy.allows(agent, TicketAction.VIEW, place))
                    .map(Agent::id)
                    .collect(Collectors.toSet());
        }
    }

    private Map<TicketId, TicketFacts> factsOf(Transaction transaction, Set<TicketId> named, Viewing viewing) {
        Map<TicketId, TicketFacts> facts = new LinkedHashMap<>();
        for (TicketId id : named) {
            // A merged one is named here only when the one it was merged into is gone
            tickets.find(transaction, id)
                    .filter(ticket -> ticket.state() != TicketState.MERGED)
                    .ifPresent(ticket ->
                            facts.put(id, new TicketFacts(viewing.of(ticket), participants(transaction, ticket))));
        }
        return facts;
    }

    private Set<EmailAddress> participants(Transaction transaction, Ticket ticket) {
        return tickets.participants(transaction, ticket.id()).stream()
                .map(participant -> participant.who().address())
                .collect(Collectors.toSet());
    }
}
