package org.postroom.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
final class Nearest {
    private Nearest() {}

    /** {@code " (did you mean 'x'?)"}, or nothing when no known name is near. */
    static String hint(String wrong, Collection<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt((String name) -> distance(wrong, name)));
        return nearest.filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 2))
                .map(name -> " (did you mean '" + name + "'?)")
                .orElse("");
    }

    /** Levenshtein's distance. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
