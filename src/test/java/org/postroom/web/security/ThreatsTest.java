package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/threats.md} to its word. */
class ThreatsTest {
    private static final int ATTACKS = 17;
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (F\\d+) \\| (.+) \\| (.+) \\| (.+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)`");

    @Test
    void everyAttackHasARowWithTestsThatAreThere() throws IOException {
        Set<String> tests = tests();
        Map<String, List<String>> rows = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("docs/threats.md")))
                .results()
                .forEach(row -> rows.put(
                        row.group(1),
                        NAMED.matcher(row.group(4))
                                .results()
                                .map(named -> named.group(1))
                                .toList()));
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, ATTACKS).mapToObj(i -> "F" + i).toList());
        rows.forEach(
                (attack, named) -> assertThat(tests).as(attack).isNotEmpty().containsAll(named));
        assertThat(rows.values()).noneMatch(List::isEmpty);
    }

    /** Every test here is against an attack, so each is named. */
    @Test
    void everyTestAgainstAnAttackIsNamed() throws IOException {
        String table = Files.readString(Path.of("docs/threats.md"));
        try (Stream<Path> here = Files.list(Path.of("src/test/java/org/postroom/web/security"))) {
            assertThat(here.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith("Test.java"))
                            .map(name -> "`" + name.replace(".java", "") + "`"))
                    .allMatch(table::contains);
        }
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
