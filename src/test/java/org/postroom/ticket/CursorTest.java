package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Instant AT = Instant.parse("2025-03-03T08:00:00.123Z");

    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(TicketOrder order) {
        Cursor cursor = new Cursor(order, AT, new TicketId(Long.MAX_VALUE));
        assertThat(Cursor.parse(cursor.text(), order)).contains(cursor);
    }

    @Test
    void needsNoEscapingInAUrl() {
        assertThat(new Cursor(TicketOrder.CHANGED_LATEST, AT, new TicketId(-1)).text())
                .matches("[A-Za-z0-9_-]{28}");
    }

    @ParameterizedTest
    @EnumSource
    void fitsNoListInAnotherOrder(TicketOrder other) {
        String text = new Cursor(TicketOrder.CHANGED_LATEST, AT, new TicketId(7)).text();
        assertThat(Cursor.parse(text, other).isPresent()).isEqualTo(other == TicketOrder.CHANGED_LATEST);
    }

    @Test
    void isRefusedWithAnyCharacterAltered() {
        String text = new Cursor(TicketOrder.CHANGED_LATEST, AT, new TicketId(7)).text();
        for (int i = 0; i < text.length(); i++) {
            String altered = text.substring(0, i) + (text.charAt(i) == 'A' ? 'B' : 'A') + text.substring(i + 1);
            assertThat(Stream.of(TicketOrder.values()).map(order -> Cursor.parse(altered, order)))
                    .allMatch(cursor -> cursor.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "2", "' OR 1=1", "Y2NjY2NjY2NjY2NjY2NjY2NjY2M", "..%2f", "\ud83d\ude00", "AAAA AAAA"})
    void isRefusedWhenMadeUp(String text) {
        assertThat(Cursor.parse(text, TicketOrder.CHANGED_LATEST)).isEmpty();
    }
}
