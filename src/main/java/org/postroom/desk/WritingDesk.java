package org.postroom.desk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.notify.AnswerWriter;
import org.postroom.outbound.StoredMail;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketStore;

/** Writes agents' words into tickets: answers, with the mail that leaves, and comments. */
final class WritingDesk {
    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final TicketBook book;
    private final AnswerWriter writer;
    private final Outbox outbox;
    private final PageMails pageMails;

    WritingDesk(
            Supplier<Organisation> organisation,
            DeskStores stores,
            TicketBook book,
            AnswerWriter writer,
            Outbox outbox,
            PageMails pageMails) {
        this.organisation = organisation;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.book = book;
        this.writer = writer;
        this.outbox = outbox;
        this.pageMails = pageMails;
    }

    /**
     * What was written.
     *
     * @param joined the events of whoever takes part from now on
     */
    record Written(Article article, List<TicketEvent> joined) {
        Written {
            joined = List.copyOf(joined);
        }
    }

    /** Who would get an answer: the customer, whoever takes part, and whom the agent put in cc; nobody twice under two names. */
    List<NamedAddress> recipients(Transaction transaction, Ticket ticket, List<NamedAddress> cc) {
        Map<EmailAddress, NamedAddress> people = new LinkedHashMap<>();
        Stream<NamedAddress> participants =
                tickets.participants(transaction, ticket.id()).stream().map(Participant::who);
        Stream.concat(participants, outsiders(cc).stream()).forEach(who -> people.putIfAbsent(who.address(), who));
        return List.copyOf(people.values());
    }

    /** Queues the mail to the customer and whoever takes part, and writes it into the ticket. */
    Written answer(Transaction transaction, Order order, Ticket ticket, Words words) {
        Department department = departmentOf(ticket);
        List<TicketEvent> joined = outsiders(words.cc()).stream()
                .filter(who -> book.letTakePart(transaction, ticket.id(), who, order.by()))
                .<TicketEvent>map(
                        who -> new TicketEvent.ParticipantAdded(order.by(), who.address(), Participant.Role.CC))
                .toList();
        OutgoingMail mail = writer.write(transaction, answerOf(transaction, order, ticket, words));
        StoredMail stored = outbox.store(transaction, mail);
        Article article =
                book.add(transaction, ticket.id(), answerContent(order, words, stored), ThreadIndex.Origin.SENT);
        outbox.putAnswer(transaction, stored, department, article);
        return new Written(article, joined);
    }

    private AnswerWriter.Answer answerOf(Transaction transaction, Order order, Ticket ticket, Words words) {
        List<Article> publicOnes = articles.articles(transaction, ticket.id()).stream()
                .filter(article -> article.content().visibility() == Visibility.PUBLIC)
                .toList();
        Optional<Article> answered = publicOnes.reversed().stream()
                .filter(article -> article.content().kind() == Kind.CUSTOMER_MAIL)
                .findFirst();
        List<MessageId> conversation = publicOnes.stream()
                .flatMap(article -> article.content().messageId().stream())
                .toList();
        NamedAddress customer = ticket.customer().orElseThrow();
        List<NamedAddress> all = recipients(transaction, ticket, words.cc());
        List<EmailAddress> readers = readers(all, words);
        boolean allKnowIt = answered.filter(article -> readers.stream().allMatch(article::isFromOrTo))
                .isPresent();
        List<NamedAddress> others = all.stream()
                .filter(who -> !who.address().equals(customer.address()))
                .toList();
        return new AnswerWriter.Answer(
                order.agent(),
                departmentOf(ticket),
                ticket,
                Subjects.of(organisation.get()).knownTo(readers, ticket, publicOnes),
                words.text(),
                words.files(),
                customer,
                others,
                answered,
                allKnowIt,
                conversation);
    }

    /** Its raw mail is the one that leaves: of the mail an agent wrote, nothing but the receipt is known to it. */
    private static Article.Content answerContent(Order order, Words words, StoredMail stored) {
        OutgoingMail mail = stored.mail();
        Optional<Long> receipt =
                words.carrier().flatMap(carrier -> carrier.source().receipt());
        return new Article.Content(
                Kind.ANSWER,
                Visibility.PUBLIC,
                order.by(),
                new Article.Addresses(
                        Optional.of(mail.sender().from()),
                        mail.recipients().to(),
                        mail.recipients().cc()),
                mail.body().subject(),
                Optional.of(mail.messageId()),
                words.text(),
                new Article.Source(
                        receipt, Optional.of(stored.rawId()), mail.body().html().isPresent()),
                filesOf(words));
    }

    /** Writes the words into the ticket for agents; with the mail that brought them, if one did. */
    Written comment(Transaction transaction, Order order, Ticket ticket, Words words) {
        Article.Content content = words.carrier()
                .map(carrier -> carrier.content(Kind.COMMENT, Visibility.INTERNAL, order.by(), words.text()))
                .orElseGet(() -> commentOnPage(transaction, order, ticket, words));
        return new Written(book.add(transaction, ticket.id(), content, ThreadIndex.Origin.RECEIVED), List.of());
    }

    private Article.Content commentOnPage(Transaction transaction, Order order, Ticket ticket, Words words) {
        Department department = departmentOf(ticket);
        NamedAddress from = new NamedAddress(order.agent().name(), department.address());
        Article.Source source = words.files().isEmpty()
                ? Article.Source.NONE
                : pageMails.keep(transaction, from, department, ticket.subject(), words);
        return new Article.Content(
                Kind.COMMENT,
                Visibility.INTERNAL,
                order.by(),
                Article.Addresses.NONE,
                ticket.subject(),
                Optional.empty(),
                words.text(),
                source,
                filesOf(words));
    }

    private static List<Article.AttachedFile> filesOf(Words words) {
        return words.files().stream().map(Article.AttachedFile::of).toList();
    }

    /** All but those whom the agent adds now, and so means to read what was said before (FAULTS E7). */
    private static List<EmailAddress> readers(List<NamedAddress> all, Words words) {
        return all.stream()
                .map(NamedAddress::address)
                .filter(who ->
                        words.cc().stream().noneMatch(added -> added.address().equals(who)))
                .toList();
    }

    private Department departmentOf(Ticket ticket) {
        return organisation.get().department(ticket.department()).orElseThrow();
    }

    /** Our own addresses and agents never take part. */
    private List<NamedAddress> outsiders(List<NamedAddress> people) {
        Organisation ours = organisation.get();
        return people.stream()
                .filter(who -> !ours.isOwnAddress(who.address()))
                .filter(who -> ours.agentOf(who.address()).isEmpty())
                .toList();
    }
}
