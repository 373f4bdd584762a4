package org.postroom.mailbox;

import java.time.InstantSource;
import org.postroom.intake.SightingStore;
import org.postroom.intake.Spool;
import org.postroom.storage.Database;

/**
 * Brings mails from servers into the spool.
 *
 * @param wakeIntake called whenever mails have been committed to the spool
 */
public record Importer(
        Database database,
        Spool spool,
        SightingStore sightings,
        Runnable wakeIntake,
        FetchLimits limits,
        InstantSource clock) {}
