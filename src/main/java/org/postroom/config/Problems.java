package org.postroom.config;

import java.util.List;
import java.util.stream.Collectors;

/** Everything wrong with a conf folder, by file and line; at least one. */
public record Problems(List<Problem> all) implements ConfResult {
    public Problems {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("No problems");
        }
    }

    /** One line for each. */
    @Override
    public String toString() {
        return all.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
