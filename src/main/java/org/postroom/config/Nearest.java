package org.postroom.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** The candidate with the fewest letters mistyped; empty when none is near. */
    static Optional<String> to(String word, Collection<String> candidates) {
        int furthest = furthest(word.length());
        String typed = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= furthest)
                .filter(candidate -> distance(typed, candidate.toLowerCase(Locale.ROOT)) <= furthest)
                .min(Comparator.comparingInt((String candidate) -> distance(typed, candidate.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** One letter of a short word, two of a longer one, at most four. */
    private static int furthest(int length) {
        return Math.clamp(length / 2, 1, 4);
    }

    /** "Did you mean X?", or nothing. */
    static String hint(String word, Collection<String> candidates) {
        return to(word, candidates).map(near -> "Did you mean " + near + "?").orElse("");
    }

    /** Letters inserted, left out, changed, or swapped with their neighbour (optimal string alignment). */
    static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
