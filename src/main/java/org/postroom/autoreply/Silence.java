package org.postroom.autoreply;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.storage.Transaction;

/** Which narrow limits were reached and have not been calm since, so that nothing is sent under them at all. */
@FunctionalInterface
public interface Silence {
    /** The first of these limits under which nothing is to be sent now. */
    Optional<Limit> among(Transaction transaction, List<Limit> limits, Instant now);

    /** The limits alone decide. */
    static Silence never() {
        return (_, _, _) -> Optional.empty();
    }
}
