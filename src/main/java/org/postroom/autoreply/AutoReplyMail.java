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
import org.postroom.conversation.ReplyTokens;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MessageId;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.OutgoingMail.Body;
import org.postroom.mail.OutgoingMail.Origin;
import org.postroom.mail.OutgoingMail.Recipients;
import org.postroom.mail.OutgoingMail.Sender;
import org.postroom.storage.Ids;
import org.postroom.template.Model;
import org.postroom.template.Rendered;
import org.postroom.template.TemplateName;
import org.postroom.template.Templates;

/**
 * Writes automatic answers. Of what the sender chose they hold In-Reply-To, References and the shortened subject, and
 * nothing else (FAULTS I9): no name, no body, no attachment.
 */
final class AutoReplyMail {
    private static final int MOST_REFERENCES = 20;

    private final Templates templates;
    private final ReplyTokens tokens;
    private final Ids ids;

    AutoReplyMail(Templates templates, ReplyTokens tokens, Ids ids) {
        this.templates = templates;
        this.tokens = tokens;
        this.ids = ids;
    }

    OutgoingMail write(Enquiry enquiry, Brand brand, SubjectStyle style, AutoReplyDecision.Send decision, Instant now) {
        Department department = enquiry.department();
        Optional<ReplyToken> token = enquiry.ticket().map(ticket -> ReplyToken.forCustomer(ticket.id(), now));
        return new OutgoingMail(
                messageId(department, token),
                sender(department, token),
                Recipients.to(NamedAddress.of(decision.to())),
                enquiry.mail().thread().messageId(),
                references(enquiry),
                now,
                Origin.AUTO_REPLIED,
                body(enquiry, brand, style, decision.template(), now));
    }

    private MessageId messageId(Department department, Optional<ReplyToken> token) {
        String domain = department.address().domain();
        long unique = ids.next();
        return token.map(it -> tokens.messageId(it, unique, domain))
                .orElseGet(() -> new MessageId("postroom." + unique + "@" + domain));
    }

    /** The null path, so that nothing ever answers it (RFC 3834 section 3.3). */
    private Sender sender(Department department, Optional<ReplyToken> token) {
        Optional<EmailAddress> replyTo = department.mail().plusAddresses()
                ? token.map(it -> tokens.address(it, department.address()))
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

    private Body body(Enquiry enquiry, Brand brand, SubjectStyle style, TemplateName template, Instant now) {
        Department department = enquiry.department();
        Model model = DepartmentModel.of(brand, department)
                .and(DepartmentModel.nextOpening(department, now))
                .with(
                        "ticket.number",
                        enquiry.ticket().map(it -> it.number().toString()).orElse(""))
                .with("mail.subject", style == SubjectStyle.KEEP ? subject(enquiry) : "");
        Rendered rendered = templates.render(template, department.language(), model);
        return new Body(rendered.subject(), rendered.text(), rendered.html(), List.of());
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
