package org.postroom.desk;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.postroom.assign.Assigner;
import org.postroom.assign.Choice;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Transition;
import org.postroom.ticket.Way;

/** Writes into tickets: articles with their Message-IDs, events, who takes part. */
public final class TicketBook {
    private final TicketStore tickets;
    private final TicketDesk desk;
    private final ArticleStore articles;
    private final ThreadIndex threads;
    private final Assigner assigner;
    private final InstantSource clock;

    TicketBook(DeskStores stores, TicketDesk desk, Assigner assigner, InstantSource clock) {
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.threads = stores.threads();
        this.desk = desk;
        this.assigner = assigner;
        this.clock = clock;
    }

    /**
     * Where news of a ticket belongs now, locked: where the article stands that they are about, else on the ticket that it was
     * merged into. Empty when it is gone.
     */
    public Optional<TicketId> whereabouts(Transaction transaction, TicketId ticket, Optional<ArticleId> article) {
        TicketId now = article.flatMap(id -> articles.find(transaction, id))
                .map(Article::ticket)
                .orElse(ticket);
        return tickets.lockSurvivor(transaction, now).map(Ticket::id);
    }

    /** Opens a ticket and begins its history. */
    public Ticket open(Transaction transaction, NewTicket ticket) {
        return desk.open(transaction, ticket);
    }

    /** Adds an article; mails that answer its mail find the ticket from then on. */
    public Article add(
            Transaction transaction, TicketId ticket, Article.Content content, ThreadIndex.Origin whoseMail) {
        content.messageId().ifPresent(id -> threads.add(transaction, id, ticket, whoseMail));
        return articles.add(transaction, ticket, content, clock.instant());
    }

    /** Notes an event that the rules never refuse, or that was checked before. */
    public void note(Transaction transaction, TicketId ticket, TicketEvent event, Optional<Article> article) {
        desk.apply(transaction, ticket, event, article.map(Article::id));
    }

    /** Lets somebody in cc take part from now on; false when the address does already. */
    public boolean letTakePart(Transaction transaction, TicketId ticket, NamedAddress who, By by) {
        return desk.addParticipant(transaction, ticket, new Participant(who, Participant.Role.CC, clock.instant()), by);
    }

    /** Gives a ticket that is nobody's, and not closed, to whom the rule of its group chooses. */
    public HandedOut handOut(Transaction transaction, Ticket ticket) {
        Choice choice = assigner.choose(transaction, ticket.group());
        Ticket now = HandedOut.event(choice)
                .map(event -> applied(transaction, ticket.id(), event))
                .orElse(ticket);
        return new HandedOut(now, Optional.of(choice));
    }

    private Ticket applied(Transaction transaction, TicketId ticket, TicketEvent event) {
        return switch (desk.apply(transaction, ticket, event)) {
            case Transition.Moved(Ticket moved) -> moved;
            case Transition.Refused(String reason) -> throw new IllegalStateException(reason);
        };
    }

    /** As {@link #handOut}, if it was closed before and is nobody's. */
    public HandedOut reopened(Transaction transaction, Ticket before, Ticket now) {
        return before.state() == TicketState.CLOSED && now.assignee().isEmpty()
                ? handOut(transaction, now)
                : HandedOut.asBefore(now);
    }

    /** Whether the ticket was last closed by a rule, not by anybody. */
    public boolean closedByRule(Transaction transaction, TicketId ticket) {
        return desk.lastClosed(transaction, ticket)
                .filter(By.postroom(Way.RULE)::equals)
                .isPresent();
    }

    /** Links the ticket to others, with the reason for agents. */
    public void relate(Transaction transaction, Ticket ticket, List<Ticket> others, String reason, By by) {
        others.forEach(other -> desk.relate(transaction, ticket, other, reason, by));
    }
}
