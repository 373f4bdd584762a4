package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TicketNumberTest {
    @ParameterizedTest
    @ValueSource(strings = {"SUP-1042", " [SUP-1042] ", "sup-1042", "[ SUP-1042 ]"})
    void readsANumberAloneInAnyCaseAndWithBrackets(String text) {
        assertThat(TicketNumber.parse(text)).contains(new TicketNumber("SUP", 1042));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SUP",
                "SUP-",
                "-1042",
                "S-1042",
                "1SUP-1042",
                "SUP-1042x",
                "SUP-0",
                "SUPPORTTEAM-1",
                "SUP–1042",
                "SUP-1234567890123456",
                "Re: SUP-1042"
            })
    void refusesWhatIsNoNumber(String text) {
        assertThat(TicketNumber.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[SUP-1042] Printer | SUP-1042",
                "AW: Re: [sup-1042] Drucker | SUP-1042",
                "Antwort:SUP-1042: Drucker | SUP-1042",
                "SUP-1042/BIL-7 | SUP-1042 BIL-7",
                "SUP-1042 SUP-1042 | SUP-1042",
                "A SUP-1042-3 and üSUP-1 are none | ''",
                "Ticket #1042 | ''"
            })
    void findsNumbersInSubjects(String subject, String expected) {
        assertThat(String.join(
                        " ",
                        TicketNumber.findIn(subject).stream()
                                .map(TicketNumber::toString)
                                .toList()))
                .isEqualTo(expected);
    }

    @Test
    void looksAtTheFirstNumbersOfALongSubjectOnly() {
        String subject = "B1-1 C2-2 D3-3 E4-4 F5-5 G6-6".repeat(10_000);
        assertThat(TicketNumber.findIn(subject)).hasSize(5);
    }

    @Test
    void refusesOddPrefixes() {
        assertThatThrownBy(() -> new TicketNumber("sup", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TicketNumber("SUP", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new TicketNumber("SUP", 1042).bracketed()).isEqualTo("[SUP-1042]");
    }
}
