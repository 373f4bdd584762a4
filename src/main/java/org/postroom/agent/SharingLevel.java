package org.postroom.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the agents of a department may do with a ticket that is shared with it (SPEC F6); most first, each a part of the one before. */
public enum SharingLevel {
    /** See it, leave comments, send it on to colleagues, answer the customer. */
    FULL,
    /** See it, leave comments, send it on to colleagues; nothing goes to the customer. */
    RESTRICTED,
    /** See it and leave comments. */
    READ_ONLY;

    /** Whether an agent of the department it is shared with may do this. */
    public boolean allows(TicketAction action) {
        return switch (action) {
            case VIEW, COMMENT -> true;
            case FORWARD -> this != READ_ONLY;
            case ANSWER -> this == FULL;
            case CHANGE, ASSIGN, TRANSFER, MERGE, SHARE, LOCK, READ_RAW -> false;
        };
    }

    /** As people write it and as it is stored: {@code read-only}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what {@link #word} wrote, whatever its case, with a hyphen, a blank or nothing between. */
    public static Optional<SharingLevel> ofWord(String word) {
        String bare = bare(word);
        return Arrays.stream(values())
                .filter(level -> bare(level.name()).equals(bare))
                .findFirst();
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
    }
}
