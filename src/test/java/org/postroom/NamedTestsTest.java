package org.postroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the documents to their word: every test they name is there. */
class NamedTestsTest {
    private static final Pattern NAMED = Pattern.compile("`?\\b([A-Z]\\w+Test)\\b(?:\\.([a-z]\\w+))?`?");
    private static final Pattern FAULT = Pattern.compile("(?m)^\\| ([A-F]\\d+) \\|(.+)\\|$");
    /** Faults by area, from A to F. */
    private static final Map<String, Integer> FAULTS = Map.of("A", 31, "B", 5, "C", 9, "D", 8, "E", 8, "F", 17);

    @ParameterizedTest
    @ValueSource(
            strings = {"docs/mail-rules.md", "docs/features.md", "docs/security.md", "docs/threats.md", "docs/faults.md"
            })
    void everyTestThatIsNamedIsThere(String document) throws IOException {
        Map<String, String> sources = tests();
        Matcher named = NAMED.matcher(Files.readString(Path.of(document)));
        int found = 0;
        while (named.find()) {
            found++;
            assertThat(sources).as(named.group()).containsKey(named.group(1));
            if (named.group(2) != null) {
                assertThat(sources.get(named.group(1))).as(named.group()).contains(" " + named.group(2) + "(");
            }
        }
        assertThat(found).isGreaterThan(20);
    }

    /** What it is, what Postroom does, which tests show it, how they went. */
    @Test
    void everyFaultHasARowOnceAndTestsThatShowIt() throws IOException {
        Map<String, List<String>> rows = new TreeMap<>();
        FAULT.matcher(Files.readString(Path.of("docs/faults.md"))).results().forEach(row -> {
            List<String> cells = Arrays.stream(row.group(2).split("(?<!\\\\)\\|"))
                    .map(String::strip)
                    .toList();
            assertThat(rows.put(row.group(1), cells))
                    .as("twice: " + row.group(1))
                    .isNull();
        });
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(FAULTS.entrySet().stream()
                        .flatMap(area ->
                                IntStream.rangeClosed(1, area.getValue()).mapToObj(number -> area.getKey() + number))
                        .toList());
        rows.forEach((fault, cells) -> {
            assertThat(cells).as(fault).hasSize(4).noneMatch(String::isEmpty);
            assertThat(cells.get(2)).as(fault).containsPattern(NAMED);
        });
    }

    private static Map<String, String> tests() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }
}
