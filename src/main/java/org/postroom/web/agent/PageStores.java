package org.postroom.web.agent;

import org.postroom.intake.IntakeStores;

/**
 * Where pages read and write.
 *
 * @param mail what mail and page both write
 */
public record PageStores(IntakeStores mail, PreferenceStore preferences) {
    /** The stores in the database. */
    public static PageStores jdbi(IntakeStores mail) {
        return new PageStores(mail, PreferenceStore.jdbi());
    }
}
