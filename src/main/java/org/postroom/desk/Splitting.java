package org.postroom.desk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.Decision;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.TicketAction;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.Transition;
import org.postroom.ticket.Way;

/** Makes a new ticket of some of the articles of another one, with their people (SPEC C5). Nobody is sent anything. */
public final class Splitting {
    private final Supplier<Organisation> organisation;
    private final DeskStores stores;
    private final TicketBook book;
    private final NoticeDesk notices;
    private final InstantSource clock;

    Splitting(
            Supplier<Organisation> organisation,
            DeskStores stores,
            TicketBook book,
            NoticeDesk notices,
            InstantSource clock) {
        this.organisation = organisation;
        this.stores = stores;
        this.book = book;
        this.notices = notices;
        this.clock = clock;
    }

    /**
     * What an agent wants split off, on the page.
     *
     * @param articles those that go
     * @param subject of the new ticket; that of the first message that goes when it is blank
     */
    public record Wish(Agent agent, Set<ArticleId> articles, String subject) {
        public Wish {
            articles = Set.copyOf(articles);
            subject = subject.strip();
        }

        By by() {
            return By.agent(agent.id(), Way.PAGE);
        }
    }

    /** Splits a ticket, or refuses to; the ticket that is done is the new one. */
    public Outcome split(Transaction transaction, Ticket seen, Wish wish) {
        Optional<Ticket> locked = stores.tickets().lock(transaction, seen.id());
        Optional<Department> department =
                locked.flatMap(ticket -> organisation.get().department(ticket.department()));
        if (locked.isEmpty() || department.isEmpty()) {
            return new Outcome.Refused(List.of("There is no such ticket, or its department is not in conf any more."));
        }
        List<Article> all = stores.articles().articles(transaction, seen.id());
        Parting parting = Parting.of(all, people(transaction, locked.get()), wish.articles());
        List<String> faults = faults(locked.get(), wish, parting);
        return faults.isEmpty()
                ? carryOut(transaction, locked.get(), department.get(), wish, parting)
                : new Outcome.Refused(faults);
    }

    private List<NamedAddress> people(Transaction transaction, Ticket ticket) {
        return stores.tickets().participants(transaction, ticket.id()).stream()
                .map(Participant::who)
                .toList();
    }

    private List<String> faults(Ticket ticket, Wish wish, Parting parting) {
        Decision decision = new Policy(organisation.get()).decide(wish.agent(), TicketAction.MERGE, ticket.place());
        if (decision instanceof Decision.Refused refused) {
            return List.of(refused.sentence());
        }
        TicketEvent event = new TicketEvent.SplitOff(wish.by(), ticket.number());
        return ticket.on(event, clock.instant()) instanceof Transition.Refused(String reason)
                ? List.of(reason)
                : parting.fault(wish.articles().size(), ticket.customer()).stream()
                        .toList();
    }

    private Outcome carryOut(Transaction transaction, Ticket old, Department department, Wish wish, Parting parting) {
        Ticket split = book.open(transaction, newTicket(old, department, wish, parting));
        move(transaction, old, split, parting);
        takeOver(transaction, old, split, wish.by());
        Set<EmailAddress> gone = partPeople(transaction, old, split, wish, parting);
        stores.moving().links().move(transaction, old.id(), split.id(), gone);
        repliesToAutomaticMails(transaction, old, split, gone);
        String reason = "Split off by " + wish.agent().name() + ".";
        stores.tickets().relate(transaction, old.id(), split.id(), reason, clock.instant());
        TicketEvent off = new TicketEvent.SplitOff(wish.by(), split.number());
        book.note(transaction, old.id(), off, Optional.empty());
        book.note(
                transaction,
                split.id(),
                new TicketEvent.SplitFrom(wish.by(), old.number(), parting.takesLastWord()),
                Optional.empty());
        HandedOut now = book.handOut(
                transaction, stores.tickets().find(transaction, split.id()).orElseThrow());
        notices.tellOfRule(transaction, now, List.of(), wish.agent());
        return new Outcome.Done(now.ticket(), Optional.empty(), List.of(off));
    }

    private NewTicket newTicket(Ticket old, Department department, Wish wish, Parting parting) {
        Instant now = clock.instant();
        String subject = wish.subject().isEmpty()
                ? Subjects.of(organisation.get()).firstOf(parting.movedOfCustomer())
                : wish.subject();
        return new NewTicket(
                department.ticketPrefix(),
                old.group(),
                new Ticket.Matter(subject, parting.customer(), old.product()),
                wish.by(),
                now);
    }

    /** What departments see of it, and how soon it wants to be looked at, stays as it was. */
    private void takeOver(Transaction transaction, Ticket old, Ticket split, By by) {
        old.sharing().levels().entrySet().stream()
                .sorted(Comparator.comparing(shared -> shared.getKey().value()))
                .map(shared -> new TicketEvent.Shared(by, shared.getKey(), shared.getValue()))
                .forEach(event -> book.note(transaction, split.id(), event, Optional.empty()));
        if (old.priority() != split.priority()) {
            book.note(transaction, split.id(), new TicketEvent.Prioritised(by, old.priority()), Optional.empty());
        }
    }

    private void move(Transaction transaction, Ticket old, Ticket split, Parting parting) {
        List<ArticleId> ids = parting.moved().stream().map(Article::id).toList();
        List<MessageId> mails = parting.moved().stream()
                .flatMap(article -> article.content().messageId().stream())
                .toList();
        int moved = stores.moving().tickets().articles(transaction, old.id(), ids, split.id());
        if (moved != ids.size()) {
            throw new IllegalStateException("Of " + ids.size() + " articles of " + old.number() + " moved " + moved);
        }
        stores.threads().move(transaction, old.id(), mails, split.id());
        stores.queue().move(transaction, old.id(), ids, split.id());
    }

    /** Whoever is named on what moved takes part in the new one, and no longer in the old one where nothing there names them. */
    private Set<EmailAddress> partPeople(
            Transaction transaction, Ticket old, Ticket split, Wish wish, Parting parting) {
        parting.namedOnMoved().forEach(who -> book.letTakePart(transaction, split.id(), who, wish.by()));
        Set<EmailAddress> gone =
                parting.namedOnMovedAlone().stream().map(NamedAddress::address).collect(Collectors.toSet());
        for (EmailAddress address : gone) {
            stores.tickets().removeParticipant(transaction, old.id(), address);
            book.note(transaction, old.id(), new TicketEvent.ParticipantRemoved(wish.by(), address), Optional.empty());
        }
        return gone;
    }

    /** An automatic answer is no article: what answers it goes with the one who got it. */
    private void repliesToAutomaticMails(Transaction transaction, Ticket old, Ticket split, Set<EmailAddress> gone) {
        List<MessageId> mails = stores.queue().ofTicket(transaction, old.id()).stream()
                .filter(mail -> mail.about().kind() == OutboundKind.AUTOMATIC)
                .filter(mail -> gone.containsAll(recipients(mail)))
                .map(OutboundMail::messageId)
                .toList();
        stores.threads().move(transaction, old.id(), mails, split.id());
    }

    private static Set<EmailAddress> recipients(OutboundMail mail) {
        return mail.recipients().stream()
                .map(OutboundMail.Recipient::address)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * How a ticket parts. Decided purely.
     *
     * @param moved the articles that go, in their order
     * @param rest those that stay
     * @param people who takes part in the ticket before
     */
    record Parting(List<Article> moved, List<Article> rest, List<NamedAddress> people) {
        static Parting of(List<Article> all, List<NamedAddress> people, Set<ArticleId> chosen) {
            return new Parting(
                    all.stream()
                            .filter(article -> chosen.contains(article.id()))
                            .toList(),
                    all.stream()
                            .filter(article -> !chosen.contains(article.id()))
                            .toList(),
                    people);
        }

        /** Why it cannot be. */
        Optional<String> fault(int chosen, Optional<NamedAddress> owner) {
            if (chosen == 0) {
                return Optional.of("Choose at least one message.");
            }
            if (moved.size() != chosen) {
                return Optional.of("Some of these messages do not stand on this ticket any more. Look at it again.");
            }
            if (moved.stream().anyMatch(article -> article.content().kind() == Article.Kind.HELD_MAIL)) {
                return Optional.of("A mail that was held to be confirmed stays where it is.");
            }
            if (rest.isEmpty()) {
                return Optional.of("Not everything can be split off: something has to stay.");
            }
            return owner.filter(who -> !names(rest, who))
                    .map(who -> "Something from or to " + who.address()
                            + ", whose ticket this is, has to stay. Split the" + " other messages off instead.");
        }

        /** Whoever wrote the first that goes, else who is named on it. */
        Optional<NamedAddress> customer() {
            return moved.stream()
                    .filter(article -> article.content().kind() == Article.Kind.CUSTOMER_MAIL)
                    .flatMap(article -> article.content().addresses().from().stream())
                    .findFirst()
                    .or(() -> namedOnMoved().stream().findFirst());
        }

        /** Those that go and are from or to whose ticket it becomes. */
        List<Article> movedOfCustomer() {
            return moved.stream()
                    .filter(article -> customer().stream().allMatch(who -> article.isFromOrTo(who.address())))
                    .toList();
        }

        /** Whether the last that a customer wrote goes, so that we owe its answer there. */
        boolean takesLastWord() {
            return Stream.concat(moved.stream(), rest.stream())
                    .filter(article -> article.content().kind() == Article.Kind.CUSTOMER_MAIL)
                    .max((one, other) ->
                            Long.compare(one.id().value(), other.id().value()))
                    .filter(moved::contains)
                    .isPresent();
        }

        List<NamedAddress> namedOnMoved() {
            return people.stream().filter(who -> names(moved, who)).toList();
        }

        List<NamedAddress> namedOnMovedAlone() {
            return namedOnMoved().stream().filter(who -> !names(rest, who)).toList();
        }

        private static boolean names(List<Article> articles, NamedAddress who) {
            return articles.stream()
                    .filter(article -> article.content().visibility() == Article.Visibility.PUBLIC)
                    .anyMatch(article -> article.isFromOrTo(who.address()));
        }
    }
}
