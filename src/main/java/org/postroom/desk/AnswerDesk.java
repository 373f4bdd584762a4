package org.postroom.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.AgentAnswer;
import org.postroom.conversation.AnswerScrub;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.notify.AnswerWriter;
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.Participant;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketStore;

/** Agents' answers: whether one may leave as it is, and the mail and article that come of it. */
public final class AnswerDesk {
    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final TicketBook book;
    private final AnswerWriter writer;
    private final Outbox outbox;

    AnswerDesk(
            Supplier<Organisation> organisation,
            DeskStores stores,
            TicketBook book,
            AnswerWriter writer,
            Outbox outbox) {
        this.organisation = organisation;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.book = book;
        this.writer = writer;
        this.outbox = outbox;
    }

    /**
     * An answer to be given.
     *
     * @param department in whose name
     * @param ticket locked by the transaction under way
     */
    public record Answering(Agent agent, By by, Department department, Ticket ticket, Words words) {}

    /**
     * An answer that was given.
     *
     * @param joined who takes part from now on
     */
    public record Given(Article article, List<NamedAddress> joined) {
        public Given {
            joined = List.copyOf(joined);
        }
    }

    /**
     * Why the agent should be asked before this goes to the customer; empty when it may go.
     *
     * @param seen when the agent last saw the ticket
     */
    public List<String> doubts(Transaction transaction, Answering answering, Optional<Instant> seen) {
        List<Article> written =
                articles.articles(transaction, answering.ticket().id());
        List<String> doubts = new ArrayList<>();
        if (scrub(written, answering).judge(answering.words().text()) instanceof AgentAnswer.Suspicious suspicious) {
            doubts.addAll(suspicious.reasons());
        }
        answering.words().files().stream()
                .filter(AnswerDesk::mayHoldAddresses)
                .map(file -> "The attached " + name(file) + " may hold addresses that are not for the customer.")
                .forEach(doubts::add);
        seen.ifPresent(since -> doubts.addAll(crossing(transaction, answering, since)));
        return doubts;
    }

    private static boolean mayHoldAddresses(Attachment file) {
        return file.mediaType().equalsIgnoreCase("message/rfc822")
                || file.name().toLowerCase(Locale.ROOT).equals("winmail.dat");
    }

    private static String name(Attachment file) {
        return file.name().isEmpty() ? "(" + file.mediaType() + ")" : "\"" + file.name() + "\"";
    }

    /** The agent's own comments are no secret of others: what was refused once may be sent again, put right. */
    private AnswerScrub scrub(List<Article> written, Answering answering) {
        List<EmailAddress> agents = organisation.get().agents().stream()
                .flatMap(agent -> agent.addresses().stream())
                .toList();
        List<Article> others = written.stream()
                .filter(article ->
                        !article.content().by().actor().equals(answering.by().actor()))
                .toList();
        return new AnswerScrub(agents, textsOf(written, Visibility.PUBLIC), textsOf(others, Visibility.INTERNAL));
    }

    private static List<String> textsOf(List<Article> written, Visibility visibility) {
        return written.stream()
                .map(Article::content)
                .filter(content -> content.visibility() == visibility)
                .map(Article.Content::text)
                .toList();
    }

    /** What other agents sent after this one last saw the ticket: the agent cannot have known. */
    private List<String> crossing(Transaction transaction, Answering answering, Instant since) {
        return articles.answersAfter(transaction, answering.ticket().id(), since).stream()
                .flatMap(article -> byAnother(article, answering.agent()).stream())
                .toList();
    }

    private Optional<String> byAnother(Article article, Agent agent) {
        return article.content().by().actor() instanceof Actor.Agent(AgentId id) && !id.equals(agent.id())
                ? Optional.of(organisation.get().agent(id).map(Agent::name).orElse(id.value())
                        + " has answered in the meantime: \""
                        + article.content().text() + "\"")
                : Optional.empty();
    }

    /** Who would get an answer: the customer, whoever takes part, and whom the agent put in cc. */
    public List<NamedAddress> recipients(Transaction transaction, Ticket ticket, List<NamedAddress> cc) {
        Stream<NamedAddress> participants =
                tickets.participants(transaction, ticket.id()).stream().map(Participant::who);
        return Stream.concat(participants, outsiders(cc).stream()).distinct().toList();
    }

    /** Queues the mail to the customer and whoever takes part, and writes it into the ticket. */
    public Given answer(Transaction transaction, Answering answering) {
        Ticket ticket = answering.ticket();
        List<NamedAddress> joined = outsiders(answering.words().cc()).stream()
                .filter(who -> book.letTakePart(transaction, ticket.id(), who, answering.by()))
                .toList();
        OutgoingMail outgoing = writer.write(answerOf(transaction, answering));
        Article article = book.add(transaction, ticket.id(), content(answering, outgoing), ThreadIndex.Origin.SENT);
        outbox.put(
                transaction,
                outgoing,
                OutboundKind.ANSWER,
                answering.department(),
                ticket.id(),
                Optional.of(article.id()));
        return new Given(article, joined);
    }

    private AnswerWriter.Answer answerOf(Transaction transaction, Answering answering) {
        Ticket ticket = answering.ticket();
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
        List<NamedAddress> others = recipients(
                        transaction, ticket, answering.words().cc())
                .stream()
                .filter(who -> !who.address().equals(customer.address()))
                .toList();
        return new AnswerWriter.Answer(
                answering.agent(),
                answering.department(),
                ticket,
                answering.words().text(),
                answering.words().files(),
                customer,
                others,
                answered,
                conversation);
    }

    private static Article.Content content(Answering answering, OutgoingMail outgoing) {
        return new Article.Content(
                Kind.ANSWER,
                Visibility.PUBLIC,
                answering.by(),
                new Article.Addresses(
                        Optional.of(outgoing.sender().from()),
                        outgoing.recipients().to(),
                        outgoing.recipients().cc()),
                outgoing.body().subject(),
                Optional.of(outgoing.messageId()),
                answering.words().text(),
                answering.words().carrier().map(Carrier::source).orElse(Article.Source.NONE),
                outgoing.body().attachments().stream()
                        .map(Article.AttachedFile::of)
                        .toList());
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
