package org.postroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever finds a line in the log finds it in the document too. */
class LoggingDocTest {
    private static final Pattern LOGGED =
            Pattern.compile("log\\s*\\.at(Info|Warn|Error)\\(\\)[^;]*?\\.log\\(\\s*\"([^\"]+)\"\\s*\\)");

    @Test
    void everySentenceOfTheLogIsExplained() throws IOException {
        String document = Files.readString(Path.of("docs/logging.md"));
        Set<String> sentences = sentences();
        assertThat(sentences)
                .hasSizeGreaterThan(50)
                .allSatisfy(sentence -> assertThat(document).contains("`" + sentence + "`"));
    }

    private static Set<String> sentences() throws IOException {
        Set<String> sentences = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                LOGGED.matcher(Files.readString(file)).results().forEach(found -> sentences.add(found.group(2)));
            }
        }
        return sentences;
    }
}
