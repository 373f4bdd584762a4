package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TalkFoldTest {
    @ParameterizedTest
    @CsvSource({
        // turns, first news, shown from the beginning, left out
        "0, 0, 0, 0",
        "1, 1, 1, 0",
        "30, 30, 30, 0",
        "31, 31, 2, 11",
        "100, 100, 2, 80",
        "100, 90, 2, 80",
        "100, 50, 2, 48",
        "100, 3, 2, 1",
        "100, 2, 100, 0",
        "100, 0, 100, 0"
    })
    void leavesOutTheMiddleButNeverNews(int turns, int news, int head, int hidden) {
        assertThat(TalkFold.of(turns, news)).isEqualTo(new TalkFold(head, hidden));
    }
}
