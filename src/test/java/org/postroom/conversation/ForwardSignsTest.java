package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardSignsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fwd: [SUP-1042] Printer",
                "FW: [SUP-1042] Re: Printer",
                "WG: Drucker",
                "TR : Imprimante",
                "RV: x",
                "I: x",
                "VB: x",
                "[Fwd: [SUP-1042] Printer]",
                "转发：打印机",
                "  fwd: x"
            })
    void knowsForwardsByTheirSubject(String subject) {
        assertThat(ForwardSigns.areIn(subject, "")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Re: [SUP-1042] Fwd: Printer", "AW: WG: Drucker", "[SUP-1042] Fwd: Printer", "VS: tulostin",
                "Fwd printer", "Trouble: printer", "I have: a printer", ""
            })
    void takesAnswersForAnswers(String subject) {
        assertThat(ForwardSigns.areIn(subject, "Please see\n> ---------- Forwarded message ---------\n> From: x"))
                .isFalse();
    }

    @Test
    void knowsForwardsByTheLineAboveTheForwardedMail() {
        assertThat(ForwardSigns.areIn("x", "FYI\n\n---------- Forwarded message ---------\nFrom: Postroom"))
                .isTrue();
        assertThat(ForwardSigns.areIn("x", "Begin forwarded message:\n\nFrom: Postroom"))
                .isTrue();
        assertThat(ForwardSigns.areIn("x", "-------- Weitergeleitete Nachricht --------"))
                .isTrue();
        assertThat(ForwardSigns.areIn("x", "I have forwarded message 5 to the printer."))
                .isFalse();
    }
}
