package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.NamedAddress;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.ticket.By;

/**
 * A mail on its way over the desks.
 *
 * @param newText what its sender wrote, without quoted history and signature
 * @param department whose mailbox it came to
 */
record MailCase(
        Receipt receipt, IncomingMail mail, KindVerdict kind, String newText, Department department, Trace trace) {

    private static final String PROBE = "word";

    Optional<NamedAddress> sender() {
        return mail.correspondents().from();
    }

    Optional<EmailAddress> senderAddress() {
        return sender().map(NamedAddress::address);
    }

    /** As {@link #newText}, but empty for a mail that is nothing but history, all of which counts as new otherwise. */
    String ownWords() {
        boolean none = QuoteSplitter.split(PROBE + "\n\n" + mail.content().text())
                .newText()
                .equals(PROBE);
        return none ? "" : newText;
    }

    /** Its sender, as one who does something to a ticket. */
    By by() {
        return senderAddress().map(By::customer).orElseGet(By::unknown);
    }

    /** What agents should know beside the text. */
    List<String> oddities() {
        return mail.problems();
    }

    void note(String decision) {
        trace.note(decision);
    }
}
