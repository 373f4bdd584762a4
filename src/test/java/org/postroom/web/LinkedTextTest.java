package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.web.LinkedText.Piece;

class LinkedTextTest {
    private static List<String> links(String text) {
        return LinkedText.of(text).stream()
                .flatMap(piece -> piece.link().stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "See https://www.example.org/a?b=c#d.|https://www.example.org/a?b=c#d",
                "(https://www.example.org/)|https://www.example.org/",
                "https://www.example.org/x_(y)|https://www.example.org/x_(y)",
                "<https://www.example.org/a>|https://www.example.org/a",
                "HTTP://EXAMPLE.ORG/!|HTTP://EXAMPLE.ORG/",
                "\"https://example.org/q\"|https://example.org/q"
            })
    void anAddressEndsWhereItsSentenceGoesOn(String text, String link) {
        assertThat(links(text)).containsExactly(link);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "xhttps://example.org",
                "//example.org",
                "https://",
                "mailto:a@example.org",
                ""
            })
    void nothingElseIsALink(String text) {
        assertThat(links(text)).isEmpty();
    }

    @Test
    void nothingIsLost() {
        Random random = new Random(20261122);
        String alphabet = "htps:/. ()[]<>a\n\"!https://example.org";
        for (int round = 0; round < 500; round++) {
            String text = random.ints(60, 0, alphabet.length())
                    .mapToObj(i -> i % 7 == 0 ? "https://a" : alphabet.substring(i, i + 1))
                    .collect(Collectors.joining());
            assertThat(LinkedText.of(text).stream().map(Piece::text).collect(Collectors.joining()))
                    .isEqualTo(text);
            assertThat(links(text)).allMatch(link -> link.matches("(?i)https?://.+"));
        }
    }
}
