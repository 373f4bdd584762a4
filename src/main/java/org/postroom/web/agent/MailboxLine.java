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
 */
public record MailboxLine(
        DepartmentId department,
        Place place,
        Optional<Instant> lastSuccess,
        Optional<Fault> fault,
        List<String> warnings) {
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
     * Why nothing is fetched.
     *
     * @param sentence what is wrong and what to do
     * @param nextTry when it is tried again
     */
    public record Fault(String sentence, Instant since, Instant nextTry) {}
}
