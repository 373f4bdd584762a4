package org.postroom.intake;

import org.postroom.desk.DeskStores;
import org.postroom.storm.StormStore;

/** Everything that is written when a mail is settled; all of it within one transaction. */
public record IntakeStores(DeskStores desk, Spool spool, HeldMailStore held, StormStore storms, FloodStore floods) {

    /** The stores in the database, beside those of the desks. */
    public static IntakeStores jdbi(DeskStores desk) {
        return new IntakeStores(
                desk,
                Spool.jdbi(desk.ids(), desk.raws()),
                HeldMailStore.jdbi(),
                StormStore.jdbi(desk.ids()),
                FloodStore.jdbi());
    }
}
