package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.mail.parse.HtmlText;

/** Answers in HTML as mail programs write them, one a file, with the new text beside it. */
class HtmlRepliesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/mail/quote");

    static List<Path> answers() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void findsTheNewText(Path answer) throws IOException {
        String text = HtmlText.of(Files.readString(answer), 100_000);
        assertThat(QuoteSplitter.split(text).newText() + "\n")
                .isEqualTo(Files.readString(Path.of(answer + ".expected")));
    }
}
