package org.postroom.intake;

import java.util.Locale;
import java.util.Optional;
import org.postroom.ticket.Article;

/**
 * A mail that is larger than conf allows (mail.max-size): its beginning is held, the whole of it stays in its mailbox, and agents
 * are told so (FAULTS A21).
 */
final class LargeMail {
    private static final double MEGABYTE = 1_000_000;

    private LargeMail() {}

    /** Whether only the beginning of the mail is held. */
    static boolean is(Receipt receipt) {
        return !receipt.content().whole();
    }

    /** What agents are told of it; empty for a mail that is held whole. */
    static Optional<String> sentence(Receipt receipt) {
        return is(receipt)
                ? Optional.of("This mail is too large to be fetched (" + size(receipt)
                        + "). Only its beginning is here: text may be missing, and files are missing or cut off. The whole"
                        + " mail stays in the mailbox.")
                : Optional.empty();
    }

    /** The same as words on its ticket, with the place where the mail is. */
    static Article.Content comment(Receipt receipt, String sentence) {
        return Article.Content.note(
                sentence + "\n\nMailbox: " + receipt.origin().mailbox() + "\nNumber there: "
                        + receipt.origin().uid());
    }

    private static String size(Receipt receipt) {
        return String.format(Locale.ROOT, "%.1f MB", receipt.content().size() / MEGABYTE);
    }
}
