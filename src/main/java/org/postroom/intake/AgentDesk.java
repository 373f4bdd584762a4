package org.postroom.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Command;
import org.postroom.agent.CommandReader;
import org.postroom.agent.Organisation;
import org.postroom.conversation.AgentIdentity;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.ThreadIndex;
import org.postroom.desk.Outcome;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.TicketBook;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;

/**
 * Agents' mail (SPEC C3, F1): does what it orders, or holds it until its agent confirms, or refuses it with the reason.
 * Whatever becomes of it, it is on the ticket.
 */
final class AgentDesk {
    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final TicketBook book;
    private final HeldMailStore held;
    private final OrderDesk orders;
    private final ForwardDesk forwards;
    private final PlannedDesk planned;
    private final Correspondence correspondence;
    private final CaseMaker cases;
    private final Ids ids;
    private final InstantSource clock;

    AgentDesk(
            Supplier<Organisation> organisation,
            TicketStore tickets,
            TicketBook book,
            HeldMailStore held,
            OrderDesk orders,
            ForwardDesk forwards,
            PlannedDesk planned,
            Correspondence correspondence,
            CaseMaker cases,
            Ids ids,
            InstantSource clock) {
        this.organisation = organisation;
        this.tickets = tickets;
        this.book = book;
        this.held = held;
        this.orders = orders;
        this.forwards = forwards;
        this.planned = planned;
        this.correspondence = correspondence;
        this.cases = cases;
        this.ids = ids;
        this.clock = clock;
    }

    /** A mail that is an agent's, or may be. Not for mail that names no ticket. */
    Fate settle(Transaction transaction, MailCase mail, AgentIdentity identity, Right ifDoubtful, Surety surety) {
        return switch (identity) {
            case AgentIdentity.Verified verified -> {
                mail.note("The mail of agent " + verified.agent() + ", by a token for "
                        + verified.right().name().toLowerCase(Locale.ROOT) + ".");
                yield verified(transaction, mail, verified);
            }
            case AgentIdentity.Doubtful(AgentId agent, Optional<TicketId> ticket, List<String> reasons) ->
                doubtful(
                        transaction,
                        agentMail(transaction, mail, agent, ticket.orElseThrow(), ifDoubtful)
                                .of(surety),
                        reasons);
            case AgentIdentity.Barred(AgentId agent, TicketId ticket, String reason) ->
                refuse(
                        transaction,
                        agentMail(transaction, mail, agent, ticket, Right.INTERNAL)
                                .of(surety),
                        List.of(reason));
            case AgentIdentity.NotAnAgent() -> throw new IllegalArgumentException("Not an agent's mail");
        };
    }

    private Fate verified(Transaction transaction, MailCase mail, AgentIdentity.Verified verified) {
        AgentMail agentMail = agentMail(transaction, mail, verified.agent(), verified.ticket(), verified.right());
        if (verified.right() == Right.CONFIRM) {
            return confirm(transaction, agentMail, verified.issued());
        }
        return carryOut(transaction, agentMail, verified.issued(), reasons -> hold(transaction, agentMail, reasons));
    }

    private Fate carryOut(
            Transaction transaction, AgentMail mail, Instant known, Function<List<String>, Fate> doubtful) {
        Optional<String> large = LargeMail.sentence(mail.mail().receipt());
        if (large.isPresent()) {
            return refuse(transaction, mail, List.of(large.get()));
        }
        return switch (orders.carryOut(transaction, mail, known)) {
            case Outcome.Done done ->
                new Fate(
                        Disposition.ADDED,
                        Optional.of(done.ticket().id()),
                        done.article().map(Article::id));
            case Outcome.Doubtful(List<String> reasons) -> doubtful.apply(reasons);
            case Outcome.Refused(List<String> reasons) -> refuse(transaction, mail, reasons);
        };
    }

    private Fate doubtful(Transaction transaction, AgentMail mail, List<String> reasons) {
        Optional<String> large = LargeMail.sentence(mail.mail().receipt());
        if (mail.right() == Right.CONFIRM || large.isPresent()) {
            return refuse(
                    transaction,
                    mail,
                    Stream.concat(large.stream(), reasons.stream()).toList());
        }
        return hold(transaction, mail, reasons);
    }

    private Fate hold(Transaction transaction, AgentMail mail, List<String> reasons) {
        Article article = addInternally(transaction, mail, Kind.HELD_MAIL);
        Instant asked = ask(transaction, mail, reasons, Optional.of(article));
        held.hold(
                transaction,
                new HeldMail(
                        ids.next(),
                        mail.mail().receipt().id(),
                        mail.ticket().id(),
                        mail.agent().id(),
                        mail.right(),
                        reasons,
                        asked,
                        HeldMail.State.WAITING));
        return Fate.of(Disposition.ADDED, article);
    }

    /** Asks what is to become of a mail; returns when. */
    private Instant ask(Transaction transaction, AgentMail mail, List<String> reasons, Optional<Article> article) {
        mail.mail().note("Held until " + mail.agent().id() + " confirms: " + String.join(" ", reasons));
        TicketEvent event = new TicketEvent.MailHeld(mail.by(), mail.agent().id(), String.join(" ", reasons));
        book.note(transaction, mail.ticket().id(), event, article);
        return correspondence.tellOfHeldMail(
                transaction, mail, mail.mail().newText(), reasons, orders.recipients(transaction, mail));
    }

    private Fate refuse(Transaction transaction, AgentMail mail, List<String> reasons) {
        mail.mail().note("Refused: " + String.join(" ", reasons));
        Article article = addInternally(transaction, mail, Kind.COMMENT);
        TicketEvent event = new TicketEvent.ReplyRejected(mail.by(), String.join(" ", reasons));
        book.note(transaction, mail.ticket().id(), event, Optional.of(article));
        correspondence.tellOfRefusedMail(transaction, mail, reasons);
        return Fate.of(Disposition.ADDED, article);
    }

    /** An answer to the question what is to become of a held mail, or of an answer that waits. */
    private Fate confirm(Transaction transaction, AgentMail mail, Instant asked) {
        List<HeldMail> all =
                held.of(transaction, mail.ticket().id(), mail.agent().id());
        boolean heldThen = all.stream().anyMatch(one -> one.wasAskedAbout(asked));
        return switch (planned.about(transaction, mail, asked, heldThen)) {
            case PlannedDesk.About.One(var answer) -> confirmPlanned(transaction, mail, answer);
            case PlannedDesk.About.None() -> confirmHeld(transaction, mail, HeldMail.askedAbout(asked, all), asked);
            case PlannedDesk.About.Unclear() ->
                refuse(
                        transaction,
                        mail,
                        List.of("It is not clear which of your answers is meant, so nothing was done. If you were asked"
                                + " again since, answer the latest request; or see to it on the page of the ticket."));
        };
    }

    private Fate confirmPlanned(Transaction transaction, AgentMail mail, PlannedAnswer answer) {
        return switch (planned.settle(transaction, mail, answer)) {
            case PlannedDesk.Said.Left(Optional<Article> article) ->
                new Fate(
                        Disposition.ADDED,
                        tickets.survivor(transaction, mail.ticket().id()).map(Ticket::id),
                        article.map(Article::id));
            case PlannedDesk.Said.TakenBack(), PlannedDesk.Said.AskedAgain() ->
                Fate.of(Disposition.ADDED, addInternally(transaction, mail, Kind.COMMENT));
            case PlannedDesk.Said.Refused(List<String> reasons) -> refuse(transaction, mail, reasons);
        };
    }

    private Fate confirmHeld(Transaction transaction, AgentMail mail, Optional<HeldMail> waiting, Instant asked) {
        if (waiting.isEmpty()) {
            return refuse(
                    transaction,
                    mail,
                    List.of("No mail of yours waits to be confirmed by this answer. If another one waits, answer the"
                            + " request that shows it."));
        }
        if (waiting.get().right() == Right.CUSTOMER) {
            return confirmForwarded(transaction, mail, waiting.get());
        }
        return switch (Confirmation.read(mail.mail().newText())) {
            case SEND -> send(transaction, mail, waiting.get(), asked);
            case CANCEL -> cancel(transaction, mail, waiting.get());
            case UNCLEAR ->
                refuse(transaction, mail, List.of("The first line must be SEND or CANCEL. Your mail still waits."));
        };
    }

    /** To say whose it is means to send it. */
    private Fate confirmForwarded(Transaction transaction, AgentMail mail, HeldMail waiting) {
        boolean named = CommandReader.read(mail.mail().ownWords()).has(Command.Customer.class);
        Confirmation said = Confirmation.read(mail.mail().newText());
        return switch (named ? Confirmation.SEND : said) {
            case SEND -> release(transaction, mail, waiting);
            case CANCEL -> dropForwarded(transaction, mail, waiting);
            case UNCLEAR ->
                refuse(
                        transaction,
                        mail,
                        List.of("The first line must be SEND, CANCEL, or #customer with an address. The mail that you"
                                + " forwarded still waits."));
        };
    }

    private Fate release(Transaction transaction, AgentMail word, HeldMail waiting) {
        ForwardDesk.Word said = ForwardDesk.Word.of(word, organisation.get());
        ForwardDesk.Answered answered = cases.again(
                        transaction, waiting.receipt(), word.mail().trace())
                .map(released -> forwards.answered(transaction, said, waiting, released))
                .orElse(ForwardDesk.Answered.GONE);
        return switch (answered) {
            case ForwardDesk.Answered.Made(Fate fate) -> fate;
            case ForwardDesk.Answered.Refused(List<String> reasons) -> refuse(transaction, word, reasons);
        };
    }

    /** Nothing else is on the ticket it waited on, which ends with it, unless that has become somebody's. */
    private Fate dropForwarded(Transaction transaction, AgentMail word, HeldMail waiting) {
        Fate fate = cancel(transaction, word, waiting);
        if (word.ticket().customer().isEmpty()) {
            book.note(transaction, word.ticket().id(), new TicketEvent.Closed(word.by()), Optional.empty());
        }
        return fate;
    }

    /** @param asked when the question was written that the word answers; whoever came since is asked about once more */
    private Fate send(Transaction transaction, AgentMail word, HeldMail waiting, Instant asked) {
        Optional<MailCase> released = cases.again(
                transaction,
                waiting.receipt(),
                word.mail().department(),
                word.mail().trace());
        if (released.isEmpty()) {
            return refuse(transaction, word, List.of("That mail cannot be read any more. It still waits."));
        }
        if (!held.settle(transaction, waiting, HeldMail.State.SENT, word.now())) {
            return refuse(transaction, word, List.of("That mail was settled already."));
        }
        book.note(
                transaction,
                word.ticket().id(),
                new TicketEvent.MailReleased(word.by(), waiting.agent()),
                Optional.empty());
        AgentMail mail = new AgentMail(
                released.get(), word.agent(), word.ticket(), waiting.right(), Surety.CONFIRMED, word.now());
        return carryOut(transaction, mail, asked, reasons -> {
            held.askAgain(transaction, waiting.again(reasons, ask(transaction, mail, reasons, Optional.empty())));
            return new Fate(Disposition.ADDED, Optional.of(word.ticket().id()), Optional.empty());
        });
    }

    private Fate cancel(Transaction transaction, AgentMail word, HeldMail waiting) {
        held.settle(transaction, waiting, HeldMail.State.CANCELLED, word.now());
        Article article = addInternally(transaction, word, Kind.COMMENT);
        book.note(
                transaction,
                word.ticket().id(),
                new TicketEvent.MailCancelled(word.by(), waiting.agent()),
                Optional.of(article));
        return Fate.of(Disposition.ADDED, article);
    }

    private Article addInternally(Transaction transaction, AgentMail mail, Kind kind) {
        return book.add(
                transaction,
                mail.ticket().id(),
                mail.mail().article(kind, Visibility.INTERNAL, mail.by()),
                ThreadIndex.Origin.RECEIVED);
    }

    private AgentMail agentMail(Transaction transaction, MailCase mail, AgentId id, TicketId ticketId, Right right) {
        Ticket ticket = tickets.lockSurvivor(transaction, ticketId).orElseThrow();
        Agent agent = organisation.get().agent(id).orElseThrow();
        return new AgentMail(mail, agent, ticket, right, Surety.VOUCHED, clock.instant());
    }
}
