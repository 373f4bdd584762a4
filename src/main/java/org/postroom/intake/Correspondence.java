package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.AutoAnswer;
import org.postroom.autoreply.AutoReplyFacts;
import org.postroom.autoreply.Enquiry;
import org.postroom.autoreply.Occasion;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.notify.AgentReplies;
import org.postroom.notify.NoticeWriter.FailedDelivery;
import org.postroom.notify.TicketNews;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.storage.Transaction;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.FailingAddresses;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;

/** Automatic answers to customers, and whatever agents are told. */
final class Correspondence {
    private static final By POSTROOM = By.postroom(Way.RULE);

    private final Supplier<Organisation> organisation;
    private final Writers writers;
    private final Outbox outbox;
    private final TicketBook book;
    private final TicketStore tickets;
    private final ArticleStore articles;
    private final FailingAddresses failing;

    Correspondence(
            Supplier<Organisation> organisation, Writers writers, Outbox outbox, TicketBook book, IntakeStores stores) {
        this.organisation = organisation;
        this.writers = writers;
        this.outbox = outbox;
        this.book = book;
        this.tickets = stores.tickets();
        this.articles = stores.articles();
        this.failing = stores.failing();
    }

    /** Answers the customer automatically, if a mail may be sent, and writes down that it was, or why not. */
    void answerAutomatically(Transaction transaction, MailCase mail, Ticket ticket, Occasion occasion) {
        Enquiry enquiry = new Enquiry(
                mail.department(),
                mail.mail(),
                new AutoReplyFacts.Verdict(
                        mail.kind().mayAutoRespond(), mail.kind().reason()),
                occasion,
                Optional.of(new Enquiry.TicketRef(ticket.id(), ticket.number())));
        switch (writers.responder().answer(transaction, enquiry)) {
            case AutoAnswer.Withheld(String reason) -> withheld(transaction, mail, ticket, reason);
            case AutoAnswer.Written written -> written(transaction, mail, ticket, written);
        }
    }

    private void withheld(Transaction transaction, MailCase mail, Ticket ticket, String reason) {
        mail.note("No automatic answer: " + reason + ".");
        mail.senderAddress()
                .ifPresent(to -> book.note(
                        transaction,
                        ticket.id(),
                        new TicketEvent.AutomaticMailSuppressed(POSTROOM, to, reason),
                        Optional.empty()));
    }

    private void written(Transaction transaction, MailCase mail, Ticket ticket, AutoAnswer.Written written) {
        EmailAddress to = written.mail().recipients().envelope().getFirst();
        mail.note("Automatic answer \"" + written.template() + "\" to " + to + ".");
        outbox.put(
                transaction, written.mail(), OutboundKind.AUTOMATIC, mail.department(), ticket.id(), Optional.empty());
        book.note(
                transaction,
                ticket.id(),
                new TicketEvent.AutoResponseSent(
                        POSTROOM, to, written.template().toString()),
                Optional.empty());
    }

    /** @param why what the related tickets have to do with it, one sentence; empty when there are none */
    void tellOfNewTicket(
            Transaction transaction, MailCase mail, Ticket ticket, Article article, List<Ticket> related, String why) {
        List<String> notes = related.stream()
                .map(other -> "This may have to do with " + other.number() + " (" + other.subject() + "). " + why)
                .toList();
        tell(transaction, TemplateName.AGENT_NEW_TICKET, mail, ticket, article, notes);
    }

    void tellOfReply(Transaction transaction, MailCase mail, Ticket ticket, Article article) {
        tell(transaction, TemplateName.AGENT_REPLY, mail, ticket, article, List.of());
    }

    private void tell(
            Transaction transaction,
            TemplateName template,
            MailCase mail,
            Ticket ticket,
            Article article,
            List<String> notes) {
        List<String> all = new java.util.ArrayList<>(notes);
        all.addAll(mail.oddities());
        failingNote(transaction, ticket).ifPresent(all::add);
        TicketNews news = new TicketNews(
                template,
                departmentOf(ticket, mail.department()),
                ticket,
                article,
                mail.mail().content().attachments(),
                all,
                answersOn(transaction, ticket.id()));
        writers.notices()
                .ofMessage(transaction, news)
                .forEach(notice -> outbox.put(
                        transaction,
                        notice,
                        OutboundKind.NOTICE,
                        news.department(),
                        ticket.id(),
                        Optional.of(article.id())));
    }

    private Optional<String> failingNote(Transaction transaction, Ticket ticket) {
        return ticket.customer()
                .flatMap(customer -> failing.find(transaction, customer.address()))
                .map(known -> "Mail to " + known.address() + " did not arrive lately (" + known.status() + ").");
    }

    void tellOfUnreadableMail(
            Transaction transaction, Department department, Ticket ticket, Article article, Attachment raw) {
        TicketNews news = new TicketNews(
                TemplateName.AGENT_NEW_TICKET, department, ticket, article, List.of(raw), List.of(), List.of());
        writers.notices()
                .ofMessage(transaction, news)
                .forEach(notice -> outbox.put(
                        transaction, notice, OutboundKind.NOTICE, department, ticket.id(), Optional.of(article.id())));
    }

    /** An answer did not reach somebody. */
    void tellOfFailedDelivery(
            Transaction transaction, TicketId id, OutboundMail ours, EmailAddress address, String reason) {
        Optional<Ticket> ticket = tickets.find(transaction, id);
        Optional<Department> department =
                ticket.flatMap(found -> organisation.get().department(found.department()));
        if (ticket.isEmpty() || department.isEmpty()) {
            return;
        }
        String subject = ours.about()
                .article()
                .flatMap(article -> articles.find(transaction, article))
                .map(article -> article.content().subject())
                .orElse(ticket.get().subject());
        FailedDelivery failed =
                new FailedDelivery(department.get(), ticket.get(), address, reason, subject, ours.queuedAt());
        writers.notices()
                .ofFailedDelivery(transaction, failed)
                .forEach(notice ->
                        outbox.put(transaction, notice, OutboundKind.NOTICE, department.get(), id, Optional.empty()));
    }

    void tellOfAssignment(Transaction transaction, AgentMail mail, AgentId to) {
        Optional<Agent> agent = organisation.get().agent(to);
        Ticket ticket = tickets.find(transaction, mail.ticket().id()).orElseThrow();
        Optional<Article> latest = articles.articles(transaction, ticket.id()).reversed().stream()
                .filter(article -> article.content().visibility() == Article.Visibility.PUBLIC)
                .findFirst();
        if (agent.isEmpty() || latest.isEmpty()) {
            return;
        }
        TicketNews news = new TicketNews(
                TemplateName.AGENT_ASSIGNED,
                departmentOf(ticket, mail.mail().department()),
                ticket,
                latest.get(),
                List.of(),
                List.of(),
                answersOn(transaction, ticket.id()));
        writers.notices()
                .ofAssignment(transaction, news, agent.get(), mail.agent().name())
                .ifPresent(notice -> outbox.put(
                        transaction, notice, OutboundKind.NOTICE, news.department(), ticket.id(), Optional.empty()));
    }

    /** Asks what is to become of a mail; returns when it was asked, which the answer's token tells again, to the second. */
    Instant tellOfHeldMail(
            Transaction transaction, AgentMail mail, String text, List<String> reasons, List<NamedAddress> to) {
        List<Attachment> files =
                OutgoingFiles.of(mail.mail().mail().content().attachments()).passedOn();
        Optional<OutgoingMail> request = writers.replies().held(transaction, about(mail), text, reasons, to, files);
        reply(transaction, mail, request);
        return request.map(OutgoingMail::date).orElse(mail.now());
    }

    void tellOfRefusedMail(Transaction transaction, AgentMail mail, List<String> reasons) {
        reply(
                transaction,
                mail,
                writers.replies().refused(transaction, about(mail), mail.mail().newText(), reasons));
    }

    void warn(Transaction transaction, AgentMail mail, String text, List<String> warnings) {
        reply(transaction, mail, writers.replies().accepted(transaction, about(mail), text, warnings));
    }

    void help(Transaction transaction, AgentMail mail) {
        reply(transaction, mail, writers.replies().help(transaction, about(mail)));
    }

    private void reply(Transaction transaction, AgentMail mail, Optional<OutgoingMail> reply) {
        if (reply.isEmpty()) {
            mail.mail().note("The agent is not told: the limit of answers to an agent's mails is reached.");
            return;
        }
        outbox.put(
                transaction,
                reply.get(),
                OutboundKind.NOTICE,
                departmentOf(mail.ticket(), mail.mail().department()),
                mail.ticket().id(),
                Optional.empty());
    }

    private AgentReplies.About about(AgentMail mail) {
        boolean nobodyToAnswer =
                mail.right() == Right.ANSWER && mail.ticket().customer().isEmpty();
        return new AgentReplies.About(
                mail.agent(),
                departmentOf(mail.ticket(), mail.mail().department()),
                mail.ticket(),
                nobodyToAnswer ? Right.INTERNAL : mail.right());
    }

    /** The ticket's own department; a mail may have come by another's mailbox. */
    private Department departmentOf(Ticket ticket, Department otherwise) {
        return organisation.get().department(ticket.department()).orElse(otherwise);
    }

    private List<TicketNews.Answered> answersOn(Transaction transaction, TicketId ticket) {
        return articles.answersAfter(transaction, ticket, Instant.EPOCH).stream()
                .map(article -> new TicketNews.Answered(nameOf(article), article.at()))
                .toList();
    }

    private String nameOf(Article article) {
        return article.content().by().actor() instanceof Actor.Agent(AgentId id)
                ? organisation.get().agent(id).map(Agent::name).orElse(id.value())
                : article.content().by().actor().toString();
    }
}
