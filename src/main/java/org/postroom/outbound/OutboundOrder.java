package org.postroom.outbound;

import java.util.Optional;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.OutgoingMail;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;

/**
 * A mail to be sent.
 *
 * @param account by which it leaves
 * @param department in whose name
 * @param ticket it belongs to, where its fate is shown
 * @param article of the ticket that it carries
 */
public record OutboundOrder(
        OutgoingMail mail,
        SmtpAccountId account,
        OutboundKind kind,
        DepartmentId department,
        Optional<TicketId> ticket,
        Optional<ArticleId> article) {
    OutboundMail.About about() {
        return new OutboundMail.About(account, kind, department, ticket, article);
    }
}
