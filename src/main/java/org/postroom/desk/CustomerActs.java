package org.postroom.desk;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.notify.Note;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;

/** Carries out what customers do on the page of their ticket, as if they had sent a mail; no automatic answer comes of it. */
public final class CustomerActs {
    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final TicketBook book;
    private final NoticeDesk notices;
    private final PageMails pageMails;

    CustomerActs(
            Supplier<Organisation> organisation,
            DeskStores stores,
            TicketBook book,
            NoticeDesk notices,
            PageMails pageMails) {
        this.organisation = organisation;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.book = book;
        this.notices = notices;
        this.pageMails = pageMails;
    }

    /** What came of a customer's words. */
    public sealed interface Outcome {
        /** They are on the ticket, which is active, and its agents are told. */
        record Done(Ticket ticket, Article article) implements Outcome {}

        /** Nothing was done. */
        record Refused(Refusal why) implements Outcome {}
    }

    /** Why a customer's words were not taken. */
    public enum Refusal {
        /** No words and no file. */
        EMPTY("There is nothing to send: no words and no file."),
        /** The ticket is closed for good. */
        LOCKED("This ticket is closed for good and takes no replies."),
        /** There is no such ticket any more, or the address does not take part in it. */
        NO_PART("This address does not take part in the ticket any more."),
        /** The department is not in conf any more. */
        GONE("The department that answered this ticket is gone.");

        private final String sentence;

        Refusal(String sentence) {
            this.sentence = sentence;
        }

        /** One English sentence for the customer; the page has others by {@link #name}. */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * Adds a customer's words to the ticket: opens it again if it is closed, and tells agents.
     *
     * @param who whose page it is; must take part in the ticket
     */
    public Outcome reply(Transaction transaction, TicketId id, EmailAddress who, String text, List<Attachment> files) {
        Words words = Words.onPage(text.strip(), files, List.of());
        Optional<Ticket> ticket = tickets.lockSurvivor(transaction, id);
        Optional<NamedAddress> writer = ticket.flatMap(found -> participant(transaction, found.id(), who));
        if (ticket.isEmpty() || writer.isEmpty()) {
            return new Outcome.Refused(Refusal.NO_PART);
        }
        Optional<Department> department =
                organisation.get().department(ticket.get().department());
        if (department.isEmpty()) {
            return new Outcome.Refused(Refusal.GONE);
        }
        if (ticket.get().state() == TicketState.LOCKED) {
            return new Outcome.Refused(Refusal.LOCKED);
        }
        return words.isEmpty()
                ? new Outcome.Refused(Refusal.EMPTY)
                : replied(transaction, ticket.get(), department.get(), writer.get(), words);
    }

    private Optional<NamedAddress> participant(Transaction transaction, TicketId id, EmailAddress who) {
        return tickets.participants(transaction, id).stream()
                .map(Participant::who)
                .filter(participant -> participant.address().equals(who))
                .findFirst();
    }

    private Outcome replied(
            Transaction transaction, Ticket ticket, Department department, NamedAddress writer, Words words) {
        By by = new By(new Actor.Customer(writer.address()), Way.PAGE);
        Article.Content content = content(transaction, ticket, department, writer, words);
        Article article = book.add(transaction, ticket.id(), content, ThreadIndex.Origin.RECEIVED);
        book.note(transaction, ticket.id(), new TicketEvent.CustomerReplied(by), Optional.of(article));
        Ticket then = tickets.find(transaction, ticket.id()).orElseThrow();
        HandedOut now = book.reopened(transaction, ticket, then);
        List<Note> notes = now.note().map(Note::of).stream().toList();
        notices.tellOfReply(
                transaction, new NoticeDesk.Arrival(department, now.ticket(), article, words.files(), notes));
        return new Outcome.Done(now.ticket(), article);
    }

    private Article.Content content(
            Transaction transaction, Ticket ticket, Department department, NamedAddress writer, Words words) {
        String subject = Subjects.of(organisation.get())
                .knownTo(List.of(writer.address()), ticket, articles.articles(transaction, ticket.id()));
        return new Article.Content(
                Kind.CUSTOMER_MAIL,
                Visibility.PUBLIC,
                new By(new Actor.Customer(writer.address()), Way.PAGE),
                new Article.Addresses(Optional.of(writer), List.of(department.from()), List.of()),
                subject,
                Optional.empty(),
                words.text(),
                pageMails.keep(transaction, writer, department, subject, words),
                words.files().stream().map(Article.AttachedFile::of).toList());
    }
}
