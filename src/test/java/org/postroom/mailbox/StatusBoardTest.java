package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxStatus.Outage;

class StatusBoardTest {
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final InstantSource clock = () -> now;
    private final StatusBoard board = new StatusBoard(
            MailboxBench.SUPPORT,
            MailboxBench.settings(
                    Protocol.IMAP,
                    MailboxBench.plain(Protocol.IMAP, 143, new AfterImport.Leave())
                            .server(),
                    new AfterImport.Leave(),
                    Rhythm.USUAL),
            clock);

    @Test
    void keepsWhenAnOutageBegan() {
        Instant began = now;
        board.failed(new MailboxException(Kind.CUT, ""));
        now = now.plusSeconds(5);
        board.failed(new MailboxException(Kind.CUT, ""));
        Outage outage = board.status().outage().orElseThrow();
        assertThat(outage.since()).isEqualTo(began);
        assertThat(outage.nextTry()).isEqualTo(now.plusSeconds(10));
    }

    @Test
    void showsTheLatestFaultOfAnOutage() {
        board.failed(new MailboxException(Kind.UNREACHABLE, "refused"));
        Duration wait = board.failed(new MailboxException(Kind.LOGIN_REFUSED, "wrong"));
        assertThat(board.status().outage().orElseThrow().sentence()).contains("refused the login");
        assertThat(wait).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void forgetsAnOutageOnceARoundGoesWell() {
        board.failed(new MailboxException(Kind.CUT, ""));
        board.succeeded(List.of("a warning"));
        assertThat(board.status().outage()).isEmpty();
        assertThat(board.status().lastSuccess()).contains(now);
        assertThat(board.status().warnings()).containsExactly("a warning");
        assertThat(board.failed(new MailboxException(Kind.CUT, ""))).isEqualTo(Duration.ofSeconds(5));
        assertThat(board.status().lastSuccess()).contains(now);
    }
}
