package org.postroom.intake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.conversation.AgentAnswer;
import org.postroom.conversation.AnswerScrub;
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
import org.postroom.ticket.Participant;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketStore;

/** Agents' answers: whether one may leave as it is, and the mail and article that come of it. */
final class AnswerDesk {
    private final Supplier<Organisation> organisation;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final TicketDesk desk;
    private final TicketBook book;
    private final AnswerWriter writer;
    private final Outbox outbox;

    AnswerDesk(
            Supplier<Organisation> organisation,
            IntakeStores stores,
            TicketDesk desk,
            TicketBook book,
            AnswerWriter writer,
            Outbox outbox) {
        this.organisation = organisation;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.desk = desk;
        this.book = book;
        this.writer = writer;
        this.outbox = outbox;
    }

    /** Why the agent should be asked before this goes to the customer; empty when it may go. */
    List<String> doubts(Transaction transaction, AgentMail mail, String text, Optional<Instant> noticeWritten) {
        List<Article> written = articles.articles(transaction, mail.ticket().id());
        List<String> doubts = new ArrayList<>();
        if (scrub(written, mail).judge(text) instanceof AgentAnswer.Suspicious suspicious) {
            doubts.addAll(suspicious.reasons());
        }
        doubts.addAll(
                OutgoingFiles.of(mail.mail().mail().content().attachments()).doubts());
        noticeWritten.ifPresent(since -> doubts.addAll(crossing(transaction, mail, since)));
        return doubts;
    }

    /** The agent's own comments are no secret of others: what was refused once may be sent again, put right. */
    private AnswerScrub scrub(List<Article> written, AgentMail mail) {
        List<EmailAddress> agents = organisation.get().agents().stream()
                .flatMap(agent -> agent.addresses().stream())
                .toList();
        List<Article> others = written.stream()
                .filter(article ->
                        !article.content().by().actor().equals(mail.by().actor()))
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

    /** What other agents sent after the notice was written that this mail answers: its agent cannot have known. */
    private List<String> crossing(Transaction transaction, AgentMail mail, Instant since) {
        return articles.answersAfter(transaction, mail.ticket().id(), since).stream()
                .flatMap(article -> byAnother(article, mail.agent()).stream())
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
    List<NamedAddress> recipients(Transaction transaction, AgentMail mail) {
        Stream<NamedAddress> participants =
                tickets.participants(transaction, mail.ticket().id()).stream().map(Participant::who);
        return Stream.concat(participants, copied(mail).stream()).distinct().toList();
    }

    /** Queues the mail to the customer and whoever takes part, and writes it into the ticket. */
    Article answer(Transaction transaction, AgentMail mail, String text) {
        copied(mail).forEach(who -> addParticipant(transaction, mail, who));
        Department department = organisation
                .get()
                .department(mail.ticket().department())
                .orElse(mail.mail().department());
        OutgoingMail outgoing = writer.write(answerOf(transaction, mail, department, text));
        Article article = book.add(transaction, mail.ticket().id(), content(mail, outgoing, text));
        outbox.put(
                transaction,
                outgoing,
                OutboundKind.ANSWER,
                department,
                mail.ticket().id(),
                Optional.of(article.id()));
        return article;
    }

    private AnswerWriter.Answer answerOf(Transaction transaction, AgentMail mail, Department department, String text) {
        List<Article> publicOnes = articles.articles(transaction, mail.ticket().id()).stream()
                .filter(article -> article.content().visibility() == Visibility.PUBLIC)
                .toList();
        Optional<Article> answered = publicOnes.reversed().stream()
                .filter(article -> article.content().kind() == Kind.CUSTOMER_MAIL)
                .findFirst();
        List<MessageId> conversation = publicOnes.stream()
                .flatMap(article -> article.content().messageId().stream())
                .toList();
        NamedAddress customer = mail.ticket().customer().orElseThrow();
        List<NamedAddress> others = recipients(transaction, mail).stream()
                .filter(who -> !who.address().equals(customer.address()))
                .toList();
        return new AnswerWriter.Answer(
                mail.agent(),
                department,
                mail.ticket(),
                text,
                OutgoingFiles.of(mail.mail().mail().content().attachments()).passedOn(),
                customer,
                others,
                answered,
                conversation);
    }

    private static Article.Content content(AgentMail mail, OutgoingMail outgoing, String text) {
        return new Article.Content(
                Kind.ANSWER,
                Visibility.PUBLIC,
                mail.by(),
                new Article.Addresses(
                        Optional.of(outgoing.sender().from()),
                        outgoing.recipients().to(),
                        outgoing.recipients().cc()),
                outgoing.body().subject(),
                Optional.of(outgoing.messageId()),
                text,
                TicketBook.sourceOf(mail.mail().receipt()),
                outgoing.body().attachments().stream()
                        .map(Article.AttachedFile::of)
                        .toList());
    }

    /** Whom the agent put in cc gets the answer and takes part from now on; our own addresses and agents never. */
    private List<NamedAddress> copied(AgentMail mail) {
        Organisation ours = organisation.get();
        return Stream.concat(
                        mail.mail().mail().correspondents().to().stream(),
                        mail.mail().mail().correspondents().cc().stream())
                .filter(who -> !ours.isOwnAddress(who.address()))
                .filter(who -> ours.agentOf(who.address()).isEmpty())
                .toList();
    }

    private void addParticipant(Transaction transaction, AgentMail mail, NamedAddress who) {
        Participant participant = new Participant(who, Participant.Role.CC, mail.now());
        if (desk.addParticipant(transaction, mail.ticket().id(), participant, mail.by())) {
            mail.mail().note(who.address() + " takes part from now on, being in cc.");
        }
    }
}
