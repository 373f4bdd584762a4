package org.postroom.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what a list can be narrowed. Another one is a constant here, and a case in {@link Narrowing}, which the compiler misses. */
public enum Key {
    /** active, waiting, closed, locked; open for the first two. */
    STATUS,
    /** A department's id. */
    DEPARTMENT,
    /** A department's and a group's, with a slash between. */
    GROUP,
    /** A product's id, or none. */
    PRODUCT,
    /** me, nobody, or an agent's id. */
    ASSIGNEE,
    /** me for one's own departments, or a department's id: which departments have a part in it. */
    SHARED_WITH,
    /** me for one's own departments, or a department's id: whose it is while others have a part in it. */
    SHARED_BY,
    /** low, normal, high, urgent. */
    PRIORITY,
    /** More or less than so long ago it was opened: {@code >3d}, {@code <4h}, {@code >2w}. */
    AGE,
    /** More or less than so long ago a person last touched it. */
    CHANGED;

    /** As it is written: {@code shared-with}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Reads what {@link #word} wrote, whatever its case. */
    static Optional<Key> ofWord(String word) {
        return Arrays.stream(values())
                .filter(key -> key.word().equalsIgnoreCase(word))
                .findFirst();
    }
}
