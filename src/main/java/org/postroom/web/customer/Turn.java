package org.postroom.web.customer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postroom.web.LinkedText.Piece;

/**
 * Something said, as a customer may see it.
 *
 * @param who a name, or a customer's own address; never an address of an agent; empty when nobody knows
 * @param place the department that speaks; empty when a customer does
 * @param automatic whether a program wrote it
 * @param text what was written for this mail
 * @param quoted the history and signature below it
 * @param at when it came or left
 */
record Turn(
        String who,
        Optional<String> place,
        boolean automatic,
        List<Piece> text,
        List<Piece> quoted,
        List<FileLine> files,
        Instant at) {
    Turn {
        text = List.copyOf(text);
        quoted = List.copyOf(quoted);
        files = List.copyOf(files);
    }

    /** Whether the company speaks. */
    boolean ours() {
        return place.isPresent();
    }

    /**
     * A file that went along.
     *
     * @param path below the page's own
     * @param size bytes
     */
    record FileLine(String name, String path, long size) {}
}
