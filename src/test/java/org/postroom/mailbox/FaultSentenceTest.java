package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.mailbox.MailboxBench.SUPPORT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;

class FaultSentenceTest {
    private static final MailboxSettings MAILBOX = MailboxBench.plain(Protocol.IMAP, 143, new AfterImport.Leave());

    @ParameterizedTest
    @EnumSource
    void namesDepartmentServerAndUserAndEndsWell(Kind kind) {
        String sentence = FaultSentence.of(SUPPORT, MAILBOX, new MailboxException(kind, "the server's words"));
        assertThat(sentence)
                .startsWith(
                        "The mailbox of department support (IMAP at 127.0.0.1:143, user support) cannot be polled: ")
                .endsWith(".")
                .doesNotContain("Exception");
    }

    @Test
    void neverRepeatsThePassword() {
        MailboxException fault = new MailboxException(Kind.LOGIN_REFUSED, "user support, password swordfish");
        assertThat(FaultSentence.of(SUPPORT, MAILBOX, fault))
                .contains("password ***")
                .doesNotContain("swordfish");
    }

    @Test
    void cutsAndCleansTheServersWords() {
        MailboxException fault = new MailboxException(Kind.REFUSED, "line\r\nbreak \u001b[31m" + "x".repeat(5_000));
        assertThat(fault.detail())
                .startsWith("line break ")
                .hasSizeLessThan(210)
                .doesNotContain("\u001b");
    }
}
