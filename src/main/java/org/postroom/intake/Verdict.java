package org.postroom.intake;

import java.util.List;
import java.util.Optional;
import org.postroom.intake.Findings.Answering;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.MailKind;
import org.postroom.ticket.TicketId;

/**
 * What is decided about a mail, as far as two decisions can be compared. What is empty is not known of one of them, and is no
 * difference.
 *
 * @param answering what becomes of the automatic answer; limits on their number are left out
 * @param why one sentence for each of the above, for people
 */
public record Verdict(
        Optional<MailKind> kind,
        Optional<EmailAddress> from,
        Optional<Place> place,
        Optional<Answering> answering,
        List<String> why) {
    public Verdict {
        why = List.copyOf(why);
    }

    /** Where a mail goes. */
    public sealed interface Place {
        /** To a new ticket. */
        record New() implements Place {}

        /** To one that is there. */
        record On(TicketId ticket) implements Place {}

        /** Into the quarantine. */
        record Aside() implements Place {}
    }

    /** What this one and another one, both known, say differently. */
    public Differences against(Verdict other) {
        return new Differences(
                differ(kind, other.kind),
                differ(from, other.from),
                differ(place, other.place),
                differ(answering, other.answering));
    }

    private static boolean differ(Optional<?> one, Optional<?> other) {
        return one.isPresent() && other.isPresent() && !one.equals(other);
    }

    /** In what two verdicts differ. */
    public record Differences(boolean kind, boolean from, boolean place, boolean answering) {
        /** Whether there is one. */
        public boolean any() {
            return kind || from || place || answering;
        }
    }
}
