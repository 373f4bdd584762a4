package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PreviewTest {
    @Test
    void showsTheNewTextOnOneLineWithoutQuotesAndSignature() {
        assertThat(Preview.of("""
                Hello,

                the printer \tis on fire again.

                > Is it out?

                --\s
                Carla
                """)).isEqualTo("Hello, the printer is on fire again.");
    }

    @Test
    void cutsALongText() {
        String preview = Preview.of("printer ".repeat(100));
        assertThat(preview).hasSizeLessThanOrEqualTo(160).endsWith("printer…").startsWith("printer printer");
    }

    @Test
    void cutsNoCharacterInHalf() {
        String preview = Preview.of("x" + "\ud83d\ude00".repeat(200));
        assertThat(preview.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    @Test
    void isEmptyForAMailWithoutText() {
        assertThat(Preview.of("")).isEmpty();
    }
}
