package org.postroom.ticket;

import java.time.Instant;
import java.util.Locale;
import org.postroom.mail.NamedAddress;

/** Somebody whose mail counts on a ticket, and who gets the answers. */
public record Participant(NamedAddress who, Role role, Instant since) {
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
    }
}
