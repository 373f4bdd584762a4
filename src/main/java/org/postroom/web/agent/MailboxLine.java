package org.postroom.web.agent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.DepartmentId;

/**
 * A mailbox that is imported, and how that goes.
 *
 * @param lastSuccess when it was last looked through without a fault
 * @param warnings what works, but not as asked, one sentence each
 * @param holder which of several nodes watches it
 */
public record MailboxLine(
        DepartmentId department,
        Place place,
        Optional<Instant> lastSuccess,
        Optional<Fault> fault,
        List<String> warnings,
        Holder holder) {
    public MailboxLine {
        warnings = List.copyOf(warnings);
    }

    /**
     * Where it is.
     *
     * @param protocol such as {@code IMAP}
     * @param server host and port
     */
    public record Place(String user, String protocol, String server) {}

    /**
     * The node that watches a mailbox.
     *
     * @param node its number and name; empty when there is one alone, or when none has the mailbox now
     * @param other whether it is another one than this, which knows how the mailbox does
     */
    public record Holder(Optional<String> node, boolean other) {
        /** A node by itself, of which nothing is said. */
        public static final Holder ALONE = new Holder(Optional.empty(), false);
    }

    /**
     * Why nothing is fetched.
     *
     * @param sentence what is wrong and what to do
     * @param nextTry when it is tried again
     */
    public record Fault(String sentence, Instant since, Instant nextTry) {}
}
