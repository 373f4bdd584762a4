package org.postroom.intake;

import java.time.Instant;
import java.util.Optional;
import org.postroom.mail.Bytes;
import org.postroom.storage.PackedMail;

/**
 * A mail as it came from a server, ready to be held.
 *
 * @param listing what the server's listing claims of it
 * @param size bytes of the whole mail
 * @param whole whether all of it was fetched
 */
public record FetchedMail(
        Receipt.Origin origin, PackedMail packed, Listing listing, long size, boolean whole, Instant receivedAt) {

    /**
     * What a server's listing claims of a message; tells a UID that is used again for another one.
     *
     * @param size bytes
     * @param arrived when it came there; empty where the server does not say
     */
    public record Listing(long size, Optional<Instant> arrived) {
        /** Whether both may be of one message: what either does not tell does not count. */
        public boolean agreesWith(Listing other) {
            boolean anotherTime = arrived.isPresent() && other.arrived.isPresent() && !arrived.equals(other.arrived);
            return size == other.size && !anotherTime;
        }
    }

    /** A mail that was fetched whole, from a server whose listing tells the truth. */
    public static FetchedMail whole(Receipt.Origin origin, Bytes raw, Instant receivedAt) {
        return new FetchedMail(
                origin, PackedMail.of(raw), new Listing(raw.size(), Optional.empty()), raw.size(), true, receivedAt);
    }
}
