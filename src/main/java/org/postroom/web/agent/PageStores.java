package org.postroom.web.agent;

import org.postroom.desk.PlannedStore;
import org.postroom.intake.IntakeStores;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.PresenceStore;
import org.postroom.ticket.SeenStore;
import org.postroom.ticket.TicketLists;

/**
 * Where pages read and write.
 *
 * @param mail what mail and page both write
 */
public record PageStores(
        IntakeStores mail,
        TicketLists lists,
        SeenStore seen,
        DraftStore drafts,
        PresenceStore presence,
        PreferenceStore preferences,
        PlannedStore planned) {
    /** The stores in the database. */
    public static PageStores jdbi(IntakeStores mail) {
        return new PageStores(
                mail,
                TicketLists.jdbi(),
                SeenStore.jdbi(),
                DraftStore.jdbi(mail.desk().ids(), mail.desk().raws()),
                PresenceStore.jdbi(),
                PreferenceStore.jdbi(),
                PlannedStore.jdbi(mail.desk().ids(), mail.desk().raws()));
    }
}
