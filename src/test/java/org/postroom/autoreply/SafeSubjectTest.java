package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeSubjectTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            The printer stops                                  | The printer stops
            Re: AW: Fwd: The printer stops                     | The printer stops
            RE[2]: The printer stops                           | The printer stops
            Win now https://evil.example.net/x?y=1 today       | Win now today
            Win now HTTPS://EVIL.example.net                   | Win now
            see(http://evil.example.net)here now               | now
            www.evil.example.net is good                       | is good
            evil.example.net/buy is good                       | is good
            evil.example is good                               | is good
            ｅｖｉｌ．ｅｘａｍｐｌｅ is good                       | is good
            write to me@evil.example.net now                   | write to now
            mailto:me javascript:alert(1) x                    | x
            Version 2.0 costs 3.50                             | Version 2.0 costs 3.50
            Ärger mit 2. Drucker                               | Ärger mit 2. Drucker
            {{ 7*7 }} ${x}                                     | {{ 7*7 }} ${x}
            """)
    void keepsWordsAndTakesLinksOut(String subject, String safe) {
        assertThat(SafeSubject.of(subject)).isEqualTo(safe);
    }

    @Test
    void takesControlAndInvisibleCharactersOut() {
        assertThat(SafeSubject.of("a\r\nBcc: b\u0000c\u202Ed\u200Be\u2028f\u0085g"))
                .isEqualTo("a Bcc: b c d e f g");
        assertThat(SafeSubject.of("htt\u200Bps://evil.example.net x")).doesNotContain("evil");
    }

    @Test
    void cutsAtEightyCharactersWithoutHalvingOne() {
        assertThat(SafeSubject.of("😀".repeat(200))).isEqualTo("😀".repeat(80));
        assertThat(SafeSubject.of("")).isEmpty();
    }

    @Test
    void readsLongSubjectsInNoTime() {
        org.assertj.core.api.Assertions.assertThatCode(() -> {
                    for (String piece : new String[] {"a", ".", "a.", "@", "re:", "\u200b", "://"}) {
                        SafeSubject.of(piece.repeat(1_000_000));
                    }
                })
                .doesNotThrowAnyException();
    }
}
