package org.postroom.autoreply;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.postroom.agent.Department;
import org.postroom.conversation.ViewLinkForm;
import org.postroom.conversation.ViewLinks;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Transaction;
import org.postroom.template.Model;
import org.postroom.template.TemplateName;
import org.postroom.template.Templates;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;

/** How mails point to a ticket on the page: customers by a link of their own, agents by its number. */
public final class TicketLinks {
    private static final String VARIABLE = "ticket.link";

    private final Supplier<TicketLinkSettings> settings;
    private final ViewLinks links;
    private final Templates templates;

    public TicketLinks(Supplier<TicketLinkSettings> settings, ViewLinks links, Templates templates) {
        this.settings = settings;
        this.links = links;
        this.templates = templates;
    }

    /**
     * A mail to a customer.
     *
     * @param recipients everybody who gets it, each of whom takes part in the ticket
     */
    public record Letter(TemplateName template, Department department, TicketId ticket, List<EmailAddress> recipients) {
        public Letter {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * The variables {@code ticket.link…} with a link of the recipient's own. None is made, and the variable is empty, where
     * the template would not show it, where conf names no page, and where several people get the mail: each of them could
     * write as the customer by it.
     */
    public Model forCustomer(Transaction transaction, Letter letter, Instant now) {
        TicketLinkSettings live = settings.get();
        boolean shown = live.publicUrl().isPresent()
                && letter.recipients().size() == 1
                && templates.uses(letter.template(), letter.department().language(), VARIABLE);
        if (!shown) {
            return withoutLink(letter.department());
        }
        EmailAddress only = letter.recipients().getFirst();
        String token = links.create(transaction, letter.ticket(), only, now, live.lifetime());
        return withoutLink(letter.department())
                .with(VARIABLE, live.address(ViewLinkForm.path(token)).orElseThrow());
    }

    /** The variables {@code ticket.link…} of a mail without a link. */
    static Model withoutLink(Department department) {
        return Model.EMPTY
                .with(VARIABLE, "")
                .with("ticket.link_text", department.mail().linkText());
    }

    /** The variable {@code ticket.page}: the address asks for log-in and gives no right to anybody. */
    public Model forAgents(TicketNumber number) {
        return Model.EMPTY.with(
                "ticket.page", settings.get().address("/tickets/" + number).orElse(""));
    }
}
