package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Bytes;

class MailBytesTest {
    private static final int HEADER = 40;

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n"})
    void findsTheBodyWhereverALongHeaderIsCut(String end) throws IOException {
        for (int length = 1; length < 4 * HEADER; length++) {
            String mail = "A: " + "x".repeat(length) + end + end + "body" + end + end + "more";
            String opened =
                    new String(MailBytes.open(Bytes.of(mail), HEADER).readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(opened).as("header of %d", length).endsWith(end + "body" + end + end + "more");
            assertThat(opened.length()).isLessThan(2 * HEADER + 30);
        }
    }
}
