package org.postroom.intake;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.desk.TicketBook;
import org.postroom.notify.AgentReplies;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;

/** Mails that agents forwarded and that wait on a ticket which is nobody's, as the page shows and settles them. */
public final class HeldForwards {
    private final Supplier<Organisation> organisation;
    private final IntakeStores stores;
    private final TicketBook book;
    private final CaseMaker cases;
    private final ForwardDesk forwards;
    private final InstantSource clock;

    HeldForwards(
            Supplier<Organisation> organisation,
            IntakeStores stores,
            TicketBook book,
            CaseMaker cases,
            ForwardDesk forwards,
            InstantSource clock) {
        this.organisation = organisation;
        this.stores = stores;
        this.book = book;
        this.cases = cases;
        this.forwards = forwards;
        this.clock = clock;
    }

    /**
     * A mail that waits.
     *
     * @param agent who forwarded it, and alone can say that it is right
     * @param reasons why it waits, one sentence each
     * @param covering the agent's own words and commands
     * @param mails what would become a ticket, one at least
     */
    public record Waiting(AgentId agent, List<String> reasons, String covering, List<AgentReplies.Proposed> mails) {
        public Waiting {
            reasons = List.copyOf(reasons);
            mails = List.copyOf(mails);
        }
    }

    /** What came of an agent's word. */
    public sealed interface Outcome {
        /** There is a ticket now. */
        record Made(TicketId ticket) implements Outcome {}

        /** It is thrown away, and the ticket is closed. */
        record Dropped() implements Outcome {}

        /** Nothing was done; one sentence each. */
        record Refused(List<String> reasons) implements Outcome {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    /** The mail that waits on a ticket, if one does. */
    public Optional<Waiting> on(Transaction transaction, Ticket ticket) {
        return held(transaction, ticket).flatMap(mail -> waiting(transaction, mail));
    }

    private Optional<Waiting> waiting(Transaction transaction, HeldMail mail) {
        Optional<MailCase> released = cases.again(transaction, mail.receipt(), new Trace());
        return released.flatMap(MailCase::forward).map(forward -> {
            CoveringWords words = CoveringWords.read(forward.covering(), organisation.get());
            List<AgentReplies.Proposed> mails = forward.mails().stream()
                    .map(one -> words.customer().map(one::of).orElse(one))
                    .map(Forwarded::proposed)
                    .toList();
            return new Waiting(mail.agent(), mail.reasons(), words.rest(), mails);
        });
    }

    /** None on a ticket that is somebody's. */
    private Optional<HeldMail> held(Transaction transaction, Ticket ticket) {
        if (ticket.customer().isPresent()) {
            return Optional.empty();
        }
        return stores.desk().articles().articles(transaction, ticket.id()).stream()
                .filter(article -> article.content().kind() == Article.Kind.HELD_MAIL)
                .flatMap(article -> article.content().by().actor() instanceof Actor.Agent(AgentId agent)
                        ? Stream.of(agent)
                        : Stream.empty())
                .distinct()
                .flatMap(agent -> stores.held().of(transaction, ticket.id(), agent).stream())
                .filter(mail -> mail.right() == Right.CUSTOMER && mail.state() == HeldMail.State.WAITING)
                .findFirst();
    }

    /** @param customer whose it is, as typed; empty for whoever was proposed */
    public Outcome send(Transaction transaction, Agent agent, Ticket seen, String customer) {
        Ticket ticket =
                stores.desk().tickets().lockSurvivor(transaction, seen.id()).orElseThrow();
        Optional<HeldMail> mail = own(transaction, agent, ticket);
        if (mail.isEmpty()) {
            return nothing();
        }
        String command = customer.isBlank() ? "" : "#customer " + customer.strip();
        ForwardDesk.Word word = new ForwardDesk.Word(
                agent,
                ticket,
                By.agent(agent.id(), Way.PAGE),
                CoveringWords.read(command, organisation.get()),
                clock.instant());
        ForwardDesk.Answered answered = cases.again(transaction, mail.get().receipt(), new Trace())
                .map(released -> forwards.answered(transaction, word, mail.get(), released))
                .orElse(ForwardDesk.Answered.GONE);
        return switch (answered) {
            case ForwardDesk.Answered.Made(Fate fate) ->
                new Outcome.Made(fate.ticket().orElseThrow());
            case ForwardDesk.Answered.Refused(List<String> reasons) -> new Outcome.Refused(reasons);
        };
    }

    /** Throws it away; what was forwarded stays on the ticket, which is closed. */
    public Outcome drop(Transaction transaction, Agent agent, Ticket seen) {
        Ticket ticket =
                stores.desk().tickets().lockSurvivor(transaction, seen.id()).orElseThrow();
        Optional<HeldMail> mail = own(transaction, agent, ticket);
        if (mail.isEmpty()
                || !stores.held().settle(transaction, mail.get(), HeldMail.State.CANCELLED, clock.instant())) {
            return nothing();
        }
        By by = By.agent(agent.id(), Way.PAGE);
        book.note(transaction, ticket.id(), new TicketEvent.MailCancelled(by, agent.id()), Optional.empty());
        book.note(transaction, ticket.id(), new TicketEvent.Closed(by), Optional.empty());
        return new Outcome.Dropped();
    }

    private Optional<HeldMail> own(Transaction transaction, Agent agent, Ticket ticket) {
        return held(transaction, ticket).filter(mail -> mail.agent().equals(agent.id()));
    }

    private static Outcome nothing() {
        return new Outcome.Refused(List.of("No mail that you forwarded waits here any more."));
    }
}
