package org.postroom.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.Occasion;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.ThreadIndex;
import org.postroom.desk.HandedOut;
import org.postroom.desk.Outcome;
import org.postroom.desk.TicketBook;
import org.postroom.intake.ForwardDesk.Handover;
import org.postroom.intake.Forwarded.Original;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;

/** Makes tickets of mails that agents forwarded, or lets them wait on a ticket that is nobody's. */
final class ForwardedTickets {
    private final Supplier<Organisation> organisation;
    private final IntakeStores stores;
    private final TicketBook book;
    private final OrderDesk orders;
    private final Correspondence correspondence;
    private final InstantSource clock;

    ForwardedTickets(
            Supplier<Organisation> organisation,
            IntakeStores stores,
            TicketBook book,
            OrderDesk orders,
            Correspondence correspondence,
            InstantSource clock) {
        this.organisation = organisation;
        this.stores = stores;
        this.book = book;
        this.orders = orders;
        this.correspondence = correspondence;
        this.clock = clock;
    }

    /** The ticket that a forwarded mail is on already, by its Message-ID, or by its bytes where it has none. */
    Optional<Ticket> ticketOf(Transaction transaction, Forwarded mail) {
        Optional<TicketId> known = mail.messageId()
                .flatMap(id -> stores.desk().threads().ticketsOf(transaction, List.of(id)).values().stream()
                        .flatMap(List::stream)
                        .findFirst());
        boolean nameless = mail.messageId().isEmpty();
        return known.or(() -> nameless ? byBytes(transaction, mail) : Optional.empty())
                .flatMap(id -> stores.desk().tickets().survivor(transaction, id));
    }

    private Optional<TicketId> byBytes(Transaction transaction, Forwarded mail) {
        return mail.original() instanceof Original.Attached attached
                ? stores.desk()
                        .articles()
                        .ofMail(transaction, attached.part().content().sha256())
                        .map(Article::ticket)
                : Optional.empty();
    }

    /** Holds the mail on a new ticket, of which it is not known yet whose it is, and asks its agent. */
    Fate hold(Transaction transaction, MailCase mail, Handover handover, List<String> reasons) {
        Ticket ticket =
                open(transaction, mail, handover, handover.mails().getFirst().subject(), Optional.empty());
        AgentMail about = about(mail, handover.agent(), ticket);
        Article article = book.add(
                transaction,
                ticket.id(),
                mail.article(Kind.HELD_MAIL, Visibility.INTERNAL, about.by()),
                ThreadIndex.Origin.RECEIVED);
        String why = String.join(" ", reasons);
        mail.note("Forwarded, and held until " + about.agent().id() + " confirms whose mail it is: " + why);
        book.note(
                transaction,
                ticket.id(),
                new TicketEvent.MailHeld(about.by(), about.agent().id(), why),
                Optional.of(article));
        Instant asked = correspondence.tellOfForward(transaction, about, handover, reasons);
        stores.held()
                .hold(
                        transaction,
                        new HeldMail(
                                stores.desk().ids().next(),
                                mail.receipt().id(),
                                ticket.id(),
                                about.agent().id(),
                                Right.CUSTOMER,
                                reasons,
                                asked,
                                HeldMail.State.WAITING));
        return Fate.of(Disposition.NEW_TICKET, article);
    }

    /** Notes that the agent said that what was held is right. */
    void released(Transaction transaction, ForwardDesk.Word word, HeldMail waiting) {
        TicketEvent event = new TicketEvent.MailReleased(word.by(), waiting.agent());
        book.note(transaction, word.ticket().id(), event, Optional.empty());
    }

    /**
     * Makes a ticket of each of the mails; the first goes to the ticket on which it waited, if it did and that is still
     * nobody's.
     *
     * @param remarks what the agent is told besides, one sentence each
     */
    Fate make(
            Transaction transaction, MailCase mail, Handover handover, Optional<Ticket> waited, List<String> remarks) {
        Optional<Ticket> free = waited.filter(ticket -> isNobodys(transaction, ticket));
        List<Article> made = new ArrayList<>();
        for (Forwarded one : handover.mails()) {
            made.add(make(transaction, mail, handover, one, free.filter(_ -> made.isEmpty()), remarks));
        }
        Disposition disposition = free.isPresent() ? Disposition.ADDED : Disposition.NEW_TICKET;
        return Fate.of(disposition, made.getFirst());
    }

    /** Another ticket may have become part of it meanwhile, whose people are not to read this customer's words. */
    private boolean isNobodys(Transaction transaction, Ticket ticket) {
        return ticket.customer().isEmpty()
                && stores.desk()
                        .tickets()
                        .participants(transaction, ticket.id())
                        .isEmpty()
                && (ticket.state() == TicketState.ACTIVE || ticket.state() == TicketState.WAITING);
    }

    private Article make(
            Transaction transaction,
            MailCase mail,
            Handover handover,
            Forwarded one,
            Optional<Ticket> waited,
            List<String> remarks) {
        NamedAddress customer = one.customer().orElseThrow();
        By by = By.agent(handover.agent().id(), Way.MAIL);
        Ticket ticket = waited.orElseGet(() -> open(transaction, mail, handover, one.subject(), one.customer()));
        if (waited.isPresent()) {
            book.note(transaction, ticket.id(), new TicketEvent.CustomerNamed(by, customer), Optional.empty());
        }
        Ticket theirs = stores.desk().tickets().find(transaction, ticket.id()).orElseThrow();
        MailCase original = original(mail, handover, one);
        Article article =
                book.add(transaction, theirs.id(), content(transaction, mail, one), ThreadIndex.Origin.RECEIVED);
        mail.note(
                "Forwarded by " + handover.agent().id() + ": " + theirs.number() + " is " + customer.address() + "'s.");
        correspondence.answerAutomatically(transaction, original, theirs, Occasion.FORWARDED);
        List<String> told = new ArrayList<>(List.of("Ticket " + theirs.number() + " is " + customer.label() + "'s ("
                + customer.address() + "): " + one.subject()));
        told.addAll(remarks);
        told.addAll(one.leftOut());
        told.addAll(carryOut(transaction, mail, handover, theirs));
        handOut(transaction, original, theirs, article);
        correspondence.warn(transaction, about(mail, handover.agent(), theirs), handover.covering(), told);
        return article;
    }

    private Ticket open(
            Transaction transaction,
            MailCase mail,
            Handover handover,
            String subject,
            Optional<NamedAddress> customer) {
        Ticket.Matter matter = new Ticket.Matter(
                subject, customer, mail.product().map(sign -> sign.product().id()));
        By by = By.agent(handover.agent().id(), Way.MAIL);
        return book.open(
                transaction,
                new NewTicket(mail.department().ticketPrefix(), handover.group(), matter, by, clock.instant()));
    }

    /** The forwarded mail as if its customer had sent it here. */
    private MailCase original(MailCase mail, Handover handover, Forwarded one) {
        IncomingMail sent = one.asMail("Forwarded by " + handover.agent().name() + says(handover) + ".");
        KindVerdict kind = one.original() instanceof Original.Attached attached
                ? attached.kind()
                : Triage.kindOf(sent, organisation.get()::isOwnAddress);
        return mail.of(sent, kind, sent.content().text(), Optional.empty());
    }

    private String says(Handover handover) {
        String words =
                CoveringWords.read(handover.covering(), organisation.get()).text();
        return words.isEmpty() ? "" : ", who writes: " + words;
    }

    private Article.Content content(Transaction transaction, MailCase mail, Forwarded one) {
        NamedAddress customer = one.customer().orElseThrow();
        return new Article.Content(
                Kind.CUSTOMER_MAIL,
                Visibility.PUBLIC,
                By.customer(customer.address()),
                one.addresses(),
                one.subject(),
                one.messageId(),
                one.text(),
                source(transaction, mail, one),
                one.files().stream().map(Article.AttachedFile::of).toList());
    }

    /** An attached mail is kept byte by byte; of one within a text there is no more than the mail around it, not to be shown formatted. */
    private Article.Source source(Transaction transaction, MailCase mail, Forwarded one) {
        Optional<Long> receipt = Optional.of(mail.receipt().id().value());
        return switch (one.original()) {
            case Original.Attached attached ->
                new Article.Source(
                        receipt,
                        Optional.of(stores.desk()
                                .raws()
                                .put(transaction, attached.part().content())),
                        attached.mail().content().html().isPresent());
            case Original.Inline _ ->
                new Article.Source(receipt, Optional.of(mail.receipt().content().rawId()), false);
        };
    }

    /** Does what the agent ordered above the mail; the words become a comment. Returns what was not done, and why. */
    private List<String> carryOut(Transaction transaction, MailCase mail, Handover handover, Ticket ticket) {
        if (handover.covering().isBlank()) {
            return List.of();
        }
        AgentMail order = about(covering(mail, handover), handover.agent(), ticket);
        return switch (orders.carryOut(transaction, order, clock.instant())) {
            case Outcome.Done _ -> List.of();
            case Outcome.Doubtful(List<String> reasons) -> notDone(transaction, order, reasons);
            case Outcome.Refused(List<String> reasons) -> notDone(transaction, order, reasons);
        };
    }

    private List<String> notDone(Transaction transaction, AgentMail order, List<String> reasons) {
        book.add(
                transaction,
                order.ticket().id(),
                order.mail().article(Kind.COMMENT, Visibility.INTERNAL, order.by()),
                ThreadIndex.Origin.RECEIVED);
        List<String> told = new ArrayList<>(List.of("Your commands were not carried out, not one of them:"));
        told.addAll(reasons);
        return told;
    }

    /** The agent's mail without what it forwards. */
    private static MailCase covering(MailCase mail, Handover handover) {
        IncomingMail whole = mail.mail();
        IncomingMail.Content words =
                new IncomingMail.Content(handover.covering(), Optional.empty(), List.of(), Optional.empty());
        IncomingMail covering = new IncomingMail(
                whole.headers(),
                whole.correspondents(),
                whole.thread(),
                whole.subject(),
                whole.date(),
                words,
                List.of());
        return mail.of(covering, mail.kind(), handover.covering(), mail.product());
    }

    /** Whoever a command gave the ticket to was told so; else it goes the way of every new ticket. */
    private void handOut(Transaction transaction, MailCase original, Ticket before, Article article) {
        Ticket now = stores.desk().tickets().find(transaction, before.id()).orElseThrow();
        boolean open = now.state() == TicketState.ACTIVE || now.state() == TicketState.WAITING;
        if (open && now.assignee().isEmpty() && now.group().equals(before.group())) {
            HandedOut handedOut = book.handOut(transaction, now);
            correspondence.tellOfNewTicket(transaction, original, handedOut, article, List.of(), "");
        }
    }

    private AgentMail about(MailCase mail, Agent agent, Ticket ticket) {
        return new AgentMail(mail, agent, ticket, Right.INTERNAL, Surety.VOUCHED, clock.instant());
    }
}
