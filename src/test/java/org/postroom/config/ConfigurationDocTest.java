package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigurationDocTest {
    private static final Path DOC = Path.of("docs/configuration.md");

    @Test
    void theDocSaysWhatTheKeysSay() throws IOException {
        if (Boolean.getBoolean("postroom.write")) {
            Files.writeString(DOC, KeyReference.markdown());
        }
        assertThat(DOC).hasContent(KeyReference.markdown());
    }

    @Test
    void everyKeyHasAnExampleAndADefaultThatItsReaderTakes() {
        allKeys().forEach(key -> {
            String example = key.example().replace("\\n", "\n");
            assertThat(key.type().read(example)).as("example of %s", key.name()).isPresent();
            if (key.absent() instanceof Key.Absent.Default fallback) {
                assertThat(key.type().read(fallback.written()))
                        .as("default of %s", key.name())
                        .isPresent();
            }
        });
    }

    @Test
    void everyKeyIsExplainedInAPlainSentenceAndNamedOnce() {
        allKeys().forEach(key -> assertThat(key.sentence()).as(key.name()).matches("[A-Z].*[.]"));
        for (FileKind kind : FileKind.values()) {
            assertThat(kind.keys().all()).extracting(Key::name).doesNotHaveDuplicates();
        }
    }

    @Test
    void keysAreLowerCaseWordsWithHyphensAndDots() {
        allKeys().forEach(key -> assertThat(key.name()).matches("[a-z-]+(\\.([a-z-]+|\\*))*"));
    }

    private static Stream<Key<?>> allKeys() {
        return Arrays.stream(FileKind.values()).flatMap(kind -> kind.keys().all().stream());
    }
}
