package org.postroom.web.agent;

import org.postroom.desk.PlannedStore;
import org.postroom.intake.IntakeStores;
import org.postroom.ticket.DraftStore;
import org.postroom.ticket.PresenceStore;
import org.postroom.ticket.SeenStore;
import org.postroom.ticket.TicketLists;
import org.postroom.view.ViewStore;

/**
 * Where pages read and write.
 *
 * @param mail what mail and page both write
 */
public record PageStores(
        IntakeStores mail,
        TicketLists lists,
        ViewStore views,
        DraftStore drafts,
        Watching watching,
        PreferenceStore preferences,
        PlannedStore planned) {
    /** The stores in the database. */
    public static PageStores jdbi(IntakeStores mail) {
        return new PageStores(
                mail,
                TicketLists.jdbi(),
                ViewStore.jdbi(mail.desk().ids()),
                DraftStore.jdbi(mail.desk().ids(), mail.desk().raws()),
                new Watching(SeenStore.jdbi(), PresenceStore.jdbi()),
                PreferenceStore.jdbi(),
                PlannedStore.jdbi(mail.desk().ids(), mail.desk().raws()));
    }

    SeenStore seen() {
        return watching.seen();
    }

    PresenceStore presence() {
        return watching.presence();
    }
}
