package org.postroom.ticket;

import java.time.Instant;
import java.util.List;

/**
 * A draft without its files, or what is left of one.
 *
 * @param saveNumber of the save that is stored, or of the deletion; 0 before the first
 * @param exists false once it was deleted, or before anything was saved
 */
record DraftRow(long id, Draft.Key key, Draft.Typed typed, long saveNumber, Instant updated, boolean exists) {
    private static final Draft.Typed NOTHING = new Draft.Typed("", "");

    /** A row for a draft that is not there yet. */
    static DraftRow absent(long id, Draft.Key key, Instant now) {
        return new DraftRow(id, key, NOTHING, 0, now, false);
    }

    DraftRow saved(Draft.Typed words, long sequence, Instant now) {
        return new DraftRow(id, key, words, sequence, now, true);
    }

    DraftRow touched(Instant now) {
        return new DraftRow(id, key, typed, saveNumber, now, true);
    }

    /** The deletion counts as later than every save from a page shown before it. */
    DraftRow deleted(Instant now) {
        return new DraftRow(id, key, NOTHING, Math.max(saveNumber, now.toEpochMilli()), now, false);
    }

    Draft draft(List<Draft.File> files) {
        return new Draft(key, typed, saveNumber, updated, files);
    }
}
