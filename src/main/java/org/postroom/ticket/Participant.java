package org.postroom.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.postroom.mail.NamedAddress;

/** Somebody whose mail counts on a ticket, and who gets the answers. */
public record Participant(NamedAddress who, Role role, Instant since) {
    /** Cuts the name and the time to what is stored. */
    public Participant {
        who = new NamedAddress(Words.cut(who.name(), Ticket.Matter.LONGEST_NAME), who.address());
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }

    /** As what somebody takes part. */
    public enum Role {
        /** The ticket is theirs; never changed by mail. */
        CUSTOMER,
        /** Put in cc by the customer or an agent (SPEC C4). */
        CC;

        /** As it is stored: lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Reads what {@link #word} wrote. */
        static Role ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
