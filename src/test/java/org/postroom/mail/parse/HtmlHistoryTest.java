package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sender can write into HTML to keep a processor busy. */
class HtmlHistoryTest {
    private static final int LONG = 900_000;

    @ParameterizedTest
    @ValueSource(strings = {"solid ", "padding:3pt ", "padding-top:5px ", "border-left:"})
    void aLongStyleIsReadInNoTime(String repeated) {
        String html =
                "<p>Hello</p><div style=\"border:none;" + repeated.repeat(LONG / repeated.length()) + "\">you</div>";
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(HtmlText.of(html, LONG)).contains("Hello", "you"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div style=\"border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm\">"})
    void linesAboveHistoryByTheThousandAreReadInNoTime(String line) {
        String html = "<p>Hello</p>" + line.repeat(LONG / line.length()) + "you".repeat(2_000);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(HtmlText.of(html, LONG)).contains("Hello"));
    }

    @Test
    void hiddenWordsShowWhereThereAreNoOthers() {
        String hidden = "<div style=\"display:none\">Please cancel</div>";
        assertThat(HtmlText.of(hidden, LONG)).contains("Please cancel");
        assertThat(HtmlText.of("<p>Hello</p>" + hidden, LONG)).contains("Hello").doesNotContain("cancel");
    }
}
