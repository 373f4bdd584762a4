package org.postroom.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

/** The messages that were seen on servers and are not held, so that each one that was ever seen is in the ledger. */
public interface SightingStore {
    /** The sightings in the database. */
    static SightingStore jdbi(Ids ids) {
        return new JdbiSightingStore(ids);
    }

    /** Notes that fetching these messages failed; messages sighted before keep when that was. */
    void missed(Transaction transaction, Collection<Missed> messages, String fault, Instant now);

    /** Forgets these messages of a mailbox: they are held now, and have receipts. */
    void held(Transaction transaction, String mailbox, long uidValidity, Collection<String> uids);

    /** Notes that a server lists these messages no more. */
    void gone(Transaction transaction, String mailbox, long uidValidity, Collection<String> uids, Instant now);

    /** Those of a mailbox, gone or not, longest known first. */
    List<Sighting> of(Transaction transaction, String mailbox);

    /** How many messages there are that no server has given yet, and since when the first of them. */
    Waiting waiting(Transaction transaction);

    /** A message whose fetch failed. */
    record Missed(Receipt.Origin place, long listedSize) {}

    /** What servers still have. */
    record Waiting(long messages, Optional<Instant> oldest) {}
}
