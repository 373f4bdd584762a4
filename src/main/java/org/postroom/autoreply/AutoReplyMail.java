package org.postroom.autoreply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.Brand;
import org.postroom.agent.Department;
import org.postroom.autoreply.AutoReplySettings.SubjectStyle;
import org.postroom.autoreply.Enquiry.TicketRef;
import org.postroom.conversation.ReplyToken;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;
import org.postroom.storage.Transaction;
import org.postroom.template.Model;
import org.postroom.template.Rendered;

/**
 * Writes automatic answers. Of what the sender chose they hold In-Reply-To, References and the shortened subject, and
 * nothing else (FAULTS I9): no name, no body, no attachment.
 */
final class AutoReplyMail {
    private static final int MOST_REFERENCES = 20;

    private final AutoResponder.Writing writing;

    AutoReplyMail(AutoResponder.Writing writing) {
        this.writing = writing;
    }

    OutgoingMail write(
            Transaction transaction,
            Enquiry enquiry,
            Brand brand,
            SubjectStyle style,
            AutoReplyDecision.Send decision,
            Instant now) {
        Department department = enquiry.department();
        Optional<ReplyToken> token = enquiry.ticket()
                .filter(_ -> goesToWhoTakesPart(enquiry, decision))
                .map(ticket -> ReplyToken.forCustomer(ticket.id(), now));
        return new OutgoingMail(
                messageId(department, token),
                sender(department, token),
                Recipients.to(NamedAddress.of(decision.to())),
                enquiry.mail().thread().messageId(),
                references(enquiry),
                now,
                Origin.AUTO_REPLIED,
                body(
                        model(enquiry, brand, style, now).and(link(transaction, enquiry, decision, now)),
                        enquiry,
                        decision));
    }

    private MessageId messageId(Department department, Optional<ReplyToken> token) {
        String domain = department.address().domain();
        long unique = writing.ids().next();
        return token.map(it -> writing.tokens().messageId(it, unique, domain))
                .orElseGet(() -> new MessageId("postroom." + unique + "@" + domain));
    }

    /** The null path, so that nothing ever answers it (RFC 3834 section 3.3). */
    private Sender sender(Department department, Optional<ReplyToken> token) {
        Optional<EmailAddress> replyTo = department.mail().plusAddresses()
                ? token.map(it -> writing.tokens().address(it, department.address()))
                : Optional.empty();
        return new Sender(
                department.from(),
                Optional.empty(),
                replyTo.map(address -> new NamedAddress(department.displayName(), address)));
    }

    /** RFC 5322 section 3.6.4, the last of them. */
    private static List<MessageId> references(Enquiry enquiry) {
        List<MessageId> all = new ArrayList<>(enquiry.mail().thread().references());
        enquiry.mail().thread().messageId().filter(id -> !all.contains(id)).ifPresent(all::add);
        return all.subList(Math.max(0, all.size() - MOST_REFERENCES), all.size());
    }

    private Body body(Model model, Enquiry enquiry, AutoReplyDecision.Send decision) {
        Rendered rendered = writing.templates()
                .render(decision.template(), enquiry.department().language(), model);
        return new Body(rendered.subject(), rendered.text(), rendered.html(), List.of());
    }

    /**
     * Not to somebody else's Return-Path: whoever names another one's address in From must get nothing by which to open that
     * one's ticket or to bring others into it.
     */
    private static boolean goesToWhoTakesPart(Enquiry enquiry, AutoReplyDecision.Send decision) {
        return enquiry.mail()
                .correspondents()
                .from()
                .filter(from -> from.address().equals(decision.to()))
                .isPresent();
    }

    private Model link(Transaction transaction, Enquiry enquiry, AutoReplyDecision.Send decision, Instant now) {
        return enquiry.ticket()
                .filter(_ -> goesToWhoTakesPart(enquiry, decision))
                .map(ticket -> new TicketLinks.Letter(
                        decision.template(), enquiry.department(), ticket.id(), List.of(decision.to())))
                .map(letter -> writing.links().forCustomer(transaction, letter, now))
                .orElseGet(() -> TicketLinks.withoutLink(enquiry.department()));
    }

    private static Model model(Enquiry enquiry, Brand brand, SubjectStyle style, Instant now) {
        Department department = enquiry.department();
        return DepartmentModel.of(brand, department)
                .and(DepartmentModel.nextOpening(department, now))
                .with(
                        "ticket.number",
                        enquiry.ticket().map(it -> it.number().toString()).orElse(""))
                .with("mail.subject", style == SubjectStyle.KEEP ? subject(enquiry) : "");
    }

    private static String subject(Enquiry enquiry) {
        String own = enquiry.ticket()
                .map(TicketRef::number)
                .map(number -> number.bracketed())
                .orElse("");
        return SafeSubject.of(
                own.isEmpty()
                        ? enquiry.mail().subject()
                        : enquiry.mail().subject().replace(own, " "));
    }
}
