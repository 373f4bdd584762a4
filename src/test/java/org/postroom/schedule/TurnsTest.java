package org.postroom.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(2, Duration.ofMillis(20));

    @Test
    void letsSoManyWorkAtATimeAndSendsTheNextAway() {
        assertThat(turns.take(() -> turns.take(() -> {
                    assertThatThrownBy(() -> turns.take(() -> 3)).isInstanceOf(Busy.class);
                    return 2;
                })))
                .isEqualTo(2);
    }

    @Test
    void givesATurnBackHoweverTheWorkEnds() {
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> turns.take(() -> {
                        throw new IllegalStateException("It went wrong");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(turns.take(() -> 1)).isEqualTo(1);
    }
}
