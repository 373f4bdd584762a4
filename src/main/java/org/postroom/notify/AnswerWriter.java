package org.postroom.notify;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.autoreply.DepartmentModel;
import org.postroom.autoreply.TicketLinks;
import org.postroom.conversation.ReplyToken;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.storage.Transaction;
import org.postroom.template.Model;
import org.postroom.template.Rendered;
import org.postroom.template.TemplateName;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;

/**
 * Writes the mail that carries an agent's answer. It is made of the answer's text, the department's name and address, and
 * what the customer wrote; no header of the agent's mail is ever copied.
 */
public final class AnswerWriter {
    private static final int MOST_REFERENCES = 20;

    private final Supplier<Organisation> organisation;
    private final Function<Department, EmailAddress> bouncesTo;
    private final NoticeWriter.Writing writing;
    private final InstantSource clock;

    /** @param bouncesTo the envelope sender of a department's answers */
    public AnswerWriter(
            Supplier<Organisation> organisation,
            Function<Department, EmailAddress> bouncesTo,
            NoticeWriter.Writing writing,
            InstantSource clock) {
        this.organisation = organisation;
        this.bouncesTo = bouncesTo;
        this.writing = writing;
        this.clock = clock;
    }

    /**
     * An answer.
     *
     * @param subject without any mark before it, one that all who get it may read; empty when there is none
     * @param text the agent's words, fit to go out
     * @param files that go along
     * @param customer who gets it
     * @param copied who else takes part
     * @param answered the customer's article that is answered
     * @param quotes whether it is quoted: whether everybody who gets the answer may read it
     * @param conversation Message-IDs of the ticket's public mails, oldest first
     */
    public record Answer(
            Agent agent,
            Department department,
            Ticket ticket,
            String subject,
            String text,
            List<Attachment> files,
            NamedAddress customer,
            List<NamedAddress> copied,
            Optional<Article> answered,
            boolean quotes,
            List<MessageId> conversation) {
        public Answer {
            files = List.copyOf(files);
            copied = List.copyOf(copied);
            conversation = List.copyOf(conversation);
        }
    }

    /** The mail to the customer, to be queued in the same transaction. */
    public OutgoingMail write(Transaction transaction, Answer answer) {
        Instant now = clock.instant();
        Department department = answer.department();
        ReplyToken token = ReplyToken.forCustomer(answer.ticket().id(), now);
        Model model = model(answer).and(writing.links().forCustomer(transaction, letter(answer), now));
        Rendered rendered = writing.templates().render(TemplateName.ANSWER, department.language(), model);
        Optional<NamedAddress> replyTo = department.mail().plusAddresses()
                ? Optional.of(new NamedAddress(
                        department.displayName(), writing.tokens().address(token, department.address())))
                : Optional.empty();
        List<MessageId> conversation = answer.conversation();
        return new OutgoingMail(
                writing.tokens()
                        .messageId(
                                token,
                                writing.ids().next(),
                                department.address().domain()),
                new Sender(department.from(), Optional.of(bouncesTo.apply(department)), replyTo),
                new Recipients(List.of(answer.customer()), answer.copied()),
                answer.answered().flatMap(article -> article.content().messageId()),
                conversation.subList(Math.max(0, conversation.size() - MOST_REFERENCES), conversation.size()),
                now,
                Origin.PERSON,
                new Body(rendered.subject(), rendered.text(), rendered.html(), answer.files()));
    }

    private static TicketLinks.Letter letter(Answer answer) {
        List<EmailAddress> recipients = Stream.concat(Stream.of(answer.customer()), answer.copied().stream())
                .map(NamedAddress::address)
                .toList();
        return new TicketLinks.Letter(
                TemplateName.ANSWER, answer.department(), answer.ticket().id(), recipients);
    }

    private Model model(Answer answer) {
        Department department = answer.department();
        Optional<Article> quoted = answer.answered().filter(_ -> answer.quotes());
        return DepartmentModel.of(organisation.get().brandOf(department), department)
                .with("ticket.number", answer.ticket().number().toString())
                .with("ticket.subject", answer.subject())
                .with("agent.name", answer.agent().name())
                .with("agent.signature", answer.agent().signature())
                .with("answer.text", answer.text())
                .with(
                        "quoted.from",
                        quoted.flatMap(article -> article.content().addresses().from())
                                .map(NamedAddress::label)
                                .orElse(""))
                .with(
                        "quoted.date",
                        quoted.map(article -> DepartmentModel.moment(article.at(), department, department.language()))
                                .orElse(""))
                .with("quoted.text", quoted.map(AnswerWriter::ownWords).orElse(""));
    }

    /** What the customer wrote then, without what was quoted in turn: quotes of quotes double with each answer. */
    private static String ownWords(Article article) {
        return ViewLinkForm.hiddenIn(
                QuoteSplitter.split(article.content().text()).newText().strip());
    }
}
