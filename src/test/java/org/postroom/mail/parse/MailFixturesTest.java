package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;

/** Each odd mail in src/test/resources/mail/parse, with what is to be read in it beside it. */
class MailFixturesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/mail/parse");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FIXTURES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".eml"))
                    .map(name -> name.substring(0, name.length() - ".eml".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void readsWhatTheFixtureExpects(String name) throws IOException {
        Bytes raw = Bytes.wrap(Files.readAllBytes(FIXTURES.resolve(name + ".eml")));
        IncomingMail mail = (IncomingMail) new MailReader(ReadLimits.standard()).read(raw);
        assertThat(MailSheet.of(mail)).isEqualTo(Files.readString(FIXTURES.resolve(name + ".expected")));
    }

    @Test
    void hasAFixtureForManyOddities() throws IOException {
        assertThat(names()).hasSizeGreaterThan(60);
    }
}
