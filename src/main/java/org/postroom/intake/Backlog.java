package org.postroom.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.storage.Database;

/**
 * What waits in the spool for this node.
 *
 * @param portion whose mail is this node's to settle, as it is now
 */
record Backlog(Database database, Spool spool, Supplier<Portion> portion) {
    /** Receipts to be processed now, in the order of their arrival. */
    List<Receipt> due(Instant now, int most) {
        Portion mine = portion.get();
        return mine.isNone() ? List.of() : database.read(transaction -> spool.due(transaction, mine, now, most));
    }

    /** When the next one is due. */
    Optional<Instant> nextDue() {
        Portion mine = portion.get();
        return mine.isNone() ? Optional.empty() : database.read(transaction -> spool.nextDue(transaction, mine));
    }

    /** Counts an attempt at each; those that another node took up meanwhile are missing from the result. */
    List<Receipt> begin(List<Receipt> receipts) {
        return database.write(transaction -> spool.begin(transaction, receipts));
    }
}
