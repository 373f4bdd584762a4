package org.postroom.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the problems of one loading. */
final class ProblemList {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparing(Problem::key);

    private final List<Problem> problems = new ArrayList<>();

    /** About a whole file. */
    void add(String file, String found, String allowed) {
        problems.add(new Problem(file, 0, "", found, allowed, ""));
    }

    void add(Place place, String key, String found, String allowed, String hint) {
        problems.add(new Problem(place.file(), place.line(), key, found, allowed, hint));
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    Problems sorted() {
        return new Problems(problems.stream().distinct().sorted(BY_PLACE).toList());
    }
}
