package org.postroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the classes of holes in {@code docs/security.md}: 40 at least, each with tests that are there. */
class SecurityDocTest {
    private static final int FEWEST = 40;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\| (.+) \\| (.+) \\| (.+) \\| (.+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)`");
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,7}");

    @Test
    void everyClassHasTestsThatAreThere() throws IOException {
        Set<String> tests = tests();
        List<MatchResult> rows = rows();
        assertThat(rows.stream().map(row -> Integer.valueOf(row.group(1))))
                .hasSizeGreaterThanOrEqualTo(FEWEST)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, rows.size()).boxed().toList());
        for (MatchResult row : rows) {
            List<String> named = NAMED.matcher(row.group(5))
                    .results()
                    .map(name -> name.group(1))
                    .toList();
            assertThat(named).as(row.group(2)).isNotEmpty();
            assertThat(tests).as(row.group(2)).containsAll(named);
        }
    }

    @Test
    void noClassIsThereTwice() throws IOException {
        assertThat(rows().stream().map(row -> row.group(2))).doesNotHaveDuplicates();
        assertThat(rows().stream().flatMap(row -> CVE.matcher(row.group(3)).results()))
                .hasSizeGreaterThan(FEWEST / 2);
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/security.md")))
                .results()
                .toList();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches(".*(Test|Fuzz)\\.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
