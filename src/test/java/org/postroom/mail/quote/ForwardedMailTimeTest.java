package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.testing.CpuTime;

/** Anybody can write what looks like a forwarded mail: none of it may take long, or more of the stack than there is. */
class ForwardedMailTimeTest {
    private static final int LENGTH = ReadLimits.standard().textLength();
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final String ANNOUNCED = "---------- Forwarded message ---------\n";

    static Stream<String> texts() {
        return Stream.of(
                filled("", "\n", ANNOUNCED + "From: carl@example.org\nSubject: Hm\n\nWords"),
                filled("", " \r\n", ANNOUNCED + "From: carl@example.org\nSubject: Hm\n\nWords"),
                filled(ANNOUNCED + "From: carl@example.org\nSubject: Hm\n\n", "\n", "Words"),
                filled(ANNOUNCED + "From: carl@example.org\nSubject: Hm\n\n", " \u00a0\n", "Words"),
                filled(ANNOUNCED + "From: ", "(", "x <carl@example.org>\nSubject: Hm\n\nWords"),
                filled(ANNOUNCED + "From: ", "( x", " <carl@example.org>\nSubject: Hm\n\nWords"),
                filled(ANNOUNCED + "From: ", " ", "x carl@example.org\nSubject: Hm\n\nWords"),
                filled(ANNOUNCED + "From: ", "a@b.", "\nSubject: Hm\n\nWords"),
                filled(ANNOUNCED + "From: ", "<mailto:", "x carl@example.org\nSubject: Hm\n\nWords"),
                filled(ANNOUNCED + "From: carl@example.org\nSubject: ", "; ", "x\n\nWords"),
                filled(ANNOUNCED + "From: carl@example.org\nSubject: ", "x\n ", "\n\nWords"),
                filled(ANNOUNCED, "From: carl@example.org\n", "Words"),
                filled(ANNOUNCED, "From: carl@example.org\n\n\n", "Words"),
                filled("", ANNOUNCED, "Words"),
                filled("", ANNOUNCED + "\n> ", "Words"),
                filled("", "> " + ANNOUNCED, "Words"),
                filled("", "Begin forwarded message:\n\n", "Words"),
                filled("", "x\n\n\n\n> From: Carl\n", "Words"),
                filled("", "___\n\n", "From: carl@example.org\nSent: today\nSubject: Hm\n\nWords"));
    }

    private static String filled(String before, String filling, String after) {
        int times = (LENGTH - before.length() - after.length()) / filling.length();
        return before + filling.repeat(times) + after;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void isFoundInTheLongestTextWithoutDelay(String text) {
        for (boolean subjectSaysSo : new boolean[] {false, true}) {
            assertThat(CpuTime.of(() ->
                            assertThat(ForwardedMail.in(text, subjectSaysSo)).isNotNull()))
                    .isLessThan(LONG);
        }
    }
}
