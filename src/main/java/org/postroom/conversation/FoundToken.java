package org.postroom.conversation;

/** A token found in a mail. */
public record FoundToken(Place place, TokenVerdict verdict) {
    /** Where it stood; those further up say more about which mail is answered. */
    public enum Place {
        /** In the plus detail of an address it was sent to. */
        RECIPIENT,
        /** In In-Reply-To. */
        IN_REPLY_TO,
        /** In References. */
        REFERENCES
    }
}
