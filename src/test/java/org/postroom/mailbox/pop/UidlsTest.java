package org.postroom.mailbox.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UidlsTest {
    @Test
    void keepsProperIds() {
        Uidls uidls = Uidls.read(List.of("1 abc", "2 whqtswO00WBw418f9t5JxYwZ"));
        assertThat(uidls.of(1)).contains("abc");
        assertThat(uidls.of(2)).contains("whqtswO00WBw418f9t5JxYwZ");
        assertThat(uidls.of(3)).isEmpty();
    }

    @Test
    void trustsNoIdThatTwoMailsShare() {
        Uidls uidls = Uidls.read(List.of("1 same", "2 same", "3 other"));
        assertThat(uidls.of(1)).isEmpty();
        assertThat(uidls.of(2)).isEmpty();
        assertThat(uidls.of(3)).contains("other");
    }

    @Test
    void trustsNoServerThatJustNumbersItsMails() {
        assertThat(Uidls.read(List.of("1 1", "2 2")).of(1)).isEmpty();
        assertThat(Uidls.read(List.of("1 1", "2 3")).of(1)).contains("1");
    }

    @Test
    void replacesOddAndLongIdsByTheirHash() {
        Uidls uidls = Uidls.read(List.of("1 " + "x".repeat(71), "2 a b", "3 " + "x".repeat(70)));
        assertThat(uidls.of(1).orElseThrow()).matches("[0-9a-f]{64}");
        assertThat(uidls.of(2).orElseThrow()).matches("[0-9a-f]{64}");
        assertThat(uidls.of(3)).contains("x".repeat(70));
    }

    @Test
    void passesOverLinesThatMakeNoSense() {
        Uidls uidls = Uidls.read(List.of("", "x y", "99999999999 z", "4", "5 fine"));
        assertThat(uidls.of(5)).contains("fine");
    }
}
