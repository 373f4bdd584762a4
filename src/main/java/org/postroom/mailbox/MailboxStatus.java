package org.postroom.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.agent.DepartmentId;

/**
 * How a department's mailbox does.
 *
 * @param mailbox its key
 * @param lastSuccess when it was last looked through without a fault
 * @param outage what is wrong now
 * @param warnings what works, but not as asked, one sentence each
 */
public record MailboxStatus(
        DepartmentId department,
        String mailbox,
        Optional<Instant> lastSuccess,
        Optional<Outage> outage,
        List<String> warnings) {

    public MailboxStatus {
        warnings = List.copyOf(warnings);
    }

    /**
     * Why no mail is fetched.
     *
     * @param sentence what is wrong and what to do
     * @param since when it began
     * @param nextTry when it is tried again
     */
    public record Outage(String sentence, Instant since, Instant nextTry) {}
}
