package org.postroom.mailbox;

import java.time.InstantSource;
import org.postroom.agent.DepartmentId;
import org.postroom.cluster.Cluster;
import org.postroom.intake.SightingStore;
import org.postroom.intake.Spool;
import org.postroom.storage.Database;

/**
 * Brings mails from servers into the spool.
 *
 * @param cluster says whether a mailbox is still this node's
 * @param wakeIntake called whenever mails have been committed to the spool
 */
public record Importer(
        Database database,
        Cluster cluster,
        Spool spool,
        SightingStore sightings,
        Runnable wakeIntake,
        FetchLimits limits,
        InstantSource clock) {
    /** The name of the work that a department's mailbox is. */
    public static String work(DepartmentId department) {
        return "mailbox " + department;
    }
}
