package org.postroom.ticket;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.postroom.agent.AgentId;
import org.postroom.storage.PackedMail;

/**
 * What an agent has written on a ticket and not sent yet.
 *
 * @param sequence of the save it comes from; 0 when only files were added so far
 * @param updated when it was last saved, or a file added or removed
 * @param files in the order they were added
 */
public record Draft(Key key, Typed typed, long sequence, Instant updated, List<File> files) {
    /** Cuts the time to milliseconds, which is what is stored. */
    public Draft {
        updated = updated.truncatedTo(ChronoUnit.MILLIS);
        files = List.copyOf(files);
    }

    /** Whether there is neither text nor a file; a line of addresses alone is no draft worth showing. */
    public boolean isBlank() {
        return typed.text().isBlank() && files.isEmpty();
    }

    /** What it is going to be. */
    public enum Kind {
        /** An answer to the customer. */
        ANSWER,
        /** A comment that only agents see. */
        COMMENT
    }

    /** Whose draft, on what, for what: there is one of each. */
    public record Key(AgentId agent, TicketId ticket, Kind kind) {}

    /**
     * What was typed.
     *
     * @param cc the line of addresses as it was typed, right or wrong
     */
    public record Typed(String text, String cc) {}

    /**
     * A file of a draft; its bytes are in the raw store.
     *
     * @param name as the agent's machine gave it; never used as a path
     * @param size bytes
     * @param sha256 of the bytes, lower-case hexadecimal
     * @param raw its id in the raw store
     */
    public record File(long id, String name, String mediaType, long size, String sha256, long raw) {}

    /** A file that is to be added; packing it needs no transaction. */
    public record NewFile(String name, String mediaType, PackedMail content) {}
}
