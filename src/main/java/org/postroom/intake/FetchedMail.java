package org.postroom.intake;

import java.time.Instant;
import org.postroom.mail.Bytes;
import org.postroom.storage.PackedMail;

/**
 * A mail as it came from a server, ready to be held.
 *
 * @param listedSize bytes as the server's listing claims; tells a UID that is used again for another mail
 * @param size bytes of the whole mail
 * @param whole whether all of it was fetched
 */
public record FetchedMail(
        Receipt.Origin origin, PackedMail packed, long listedSize, long size, boolean whole, Instant receivedAt) {

    /** A mail that was fetched whole, from a server whose listing tells the truth. */
    public static FetchedMail whole(Receipt.Origin origin, Bytes raw, Instant receivedAt) {
        return new FetchedMail(origin, PackedMail.of(raw), raw.size(), raw.size(), true, receivedAt);
    }
}
