package org.postroom.web.login;

import java.time.Instant;
import org.postroom.storage.Transaction;

/** What is known of tries to log in, by what is counted together. */
interface ThrottleStore {
    /** What is known, {@link Standing#NONE} where nothing is. */
    Standing look(Transaction transaction, String key);

    /** As {@link #look}, and no other transaction changes it until this one ends. */
    Standing lock(Transaction transaction, String key);

    /** Remembers what {@link #lock} gave and was changed. */
    void save(Transaction transaction, String key, Standing standing, Pace pace);

    /** Forgets what says nothing any more. Returns how many keys. */
    int sweep(Transaction transaction, Instant now);
}
