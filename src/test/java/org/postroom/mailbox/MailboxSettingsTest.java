package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Secret;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Login;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;

class MailboxSettingsTest {
    @Test
    void defaultPortFollowsProtocolAndSecurity() {
        assertThat(Protocol.IMAP.defaultPort(Security.NONE)).isEqualTo(143);
        assertThat(Protocol.IMAP.defaultPort(Security.STARTTLS)).isEqualTo(143);
        assertThat(Protocol.IMAP.defaultPort(Security.TLS)).isEqualTo(993);
        assertThat(Protocol.POP3.defaultPort(Security.NONE)).isEqualTo(110);
        assertThat(Protocol.POP3.defaultPort(Security.STARTTLS)).isEqualTo(110);
        assertThat(Protocol.POP3.defaultPort(Security.TLS)).isEqualTo(995);
    }

    @Test
    void keyNamesTheMailboxInLowerCase() {
        assertThat(settings(Protocol.IMAP, "Support@Example.org", new AfterImport.Leave())
                        .key())
                .isEqualTo("imap://support@example.org@mail.example.org:143/inbox");
        assertThat(settings(Protocol.POP3, "support", new AfterImport.Leave()).key())
                .isEqualTo("pop3://support@mail.example.org:143");
    }

    @Test
    void longKeysFitTheIndexAndStayApart() {
        String one = settings(Protocol.IMAP, "a".repeat(300) + "1", new AfterImport.Leave())
                .key();
        String other = settings(Protocol.IMAP, "a".repeat(300) + "2", new AfterImport.Leave())
                .key();
        assertThat(one).hasSize(190).isNotEqualTo(other);
    }

    @Test
    void keyDoesNotDependOnWhatHappensAfterImport() {
        assertThat(settings(Protocol.IMAP, "support", new AfterImport.Delete()).key())
                .isEqualTo(settings(Protocol.IMAP, "support", new AfterImport.Leave())
                        .key());
    }

    @Test
    void refusesFoldersForPop() {
        assertThatThrownBy(() -> settings(Protocol.POP3, "support", new AfterImport.MoveTo("Done")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("POP3");
    }

    @Test
    void refusesTimeoutsOfNothing() {
        assertThatThrownBy(() -> new Timeouts(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("connect");
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(settings(Protocol.IMAP, "support", new AfterImport.Leave()).toString())
                .doesNotContain("swordfish");
    }

    private static MailboxSettings settings(Protocol protocol, String user, AfterImport afterImport) {
        return new MailboxSettings(
                protocol,
                new Server("Mail.example.org", 143, Security.NONE, Optional.empty()),
                new Login(user, Secret.of("swordfish")),
                MailboxSettings.INBOX,
                afterImport,
                Rhythm.USUAL);
    }
}
