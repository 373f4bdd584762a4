package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.postroom.testing.DovecotServer;

/** Waits until a daemon has nothing left to do: mailboxes emptied, each mail at its end, all that leaves gone. */
public final class Rest {
    private Rest() {}

    /** Waits for it; returns how long that took. Fails with what is still open. */
    public static Duration await(Oracle oracle, Sql sql, DovecotServer dovecot, Duration longest) {
        long began = System.nanoTime();
        Awaitility.await("the daemon to come to rest")
                .atMost(longest)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IllegalStateException.class) // the database is being made, or is away
                .untilAsserted(() -> assertThat(open(oracle, sql, dovecot)).isEmpty());
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** What is still to be done, in words; empty when nothing is. */
    public static String open(Oracle oracle, Sql sql, DovecotServer dovecot) {
        List<String> mailboxes =
                oracle.entries().stream().map(Oracle.Entry::mailbox).distinct().toList();
        for (String mailbox : mailboxes) {
            int left = dovecot.count(mailbox, "INBOX");
            if (left > 0) {
                return left + " mails in " + mailbox;
            }
        }
        return openInDatabase(sql);
    }

    /** The same, of what is in the database alone. */
    public static String openInDatabase(Sql sql) {
        long pending = sql.number("SELECT COUNT(*) FROM receipt WHERE state = 'pending'");
        if (pending > 0) {
            return pending + " mails pending";
        }
        long held = sql.number("SELECT COUNT(*) FROM receipt WHERE removed_at IS NULL AND whole = 1");
        if (held > 0) {
            return held + " mails not noted as removed";
        }
        long leaving = sql.number("SELECT COUNT(*) FROM outbound_mail WHERE state <> 'done'");
        return leaving > 0 ? leaving + " mails leaving" : "";
    }
}
