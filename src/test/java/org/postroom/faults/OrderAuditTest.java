package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the order audit sees a wrong order: recorded calls, some of them put in the wrong order. */
class OrderAuditTest {
    private static final String SHA = "3f786850e387550fdab836ed7e6dc881de23001b3f786850e387550fdab836ed";
    private static final String WRITE =
            "101 pwrite64(45</d/postroom.db-wal>, \"\\r\\0\\3" + SHA + "imap\", 4096, 32) = 4096";
    private static final String SYNC = "101 fdatasync(45</d/postroom.db-wal>) = 0";
    private static final String SYNC_BEGINS = "101 fdatasync(45</d/postroom.db-wal> <unfinished ...>";
    private static final String SYNC_ENDS = "101 <... fdatasync resumed>) = 0";
    private static final String STORE =
            "102 write(50<TCP:[127.0.0.1:58604->127.0.0.1:1143]>, \"A7 UID STORE 4:6 +FLAGS.SILENT (\\\\Deleted)\\r\\n\", 43) = 43";
    private static final String LISTING =
            "103 read(51<TCP:[127.0.0.1:58605->127.0.0.1:1110]>, \"+OK\\r\\n1 0000000167a1\\r\\n2 0000000267a1\\r\\n.\\r\\n\", 8192) = 40";
    private static final String DELE = "103 write(51<TCP:[127.0.0.1:58605->127.0.0.1:1110]>, \"DELE 2\\r\\n\", 8) = 8";
    private static final Map<Integer, Map<String, String>> MAILS =
            Map.of(1143, Map.of("4", SHA, "5", SHA, "6", SHA), 1110, Map.of("0000000267a1", SHA));

    private static OrderAudit.Result audit(String... lines) {
        return OrderAudit.of(SyscallLog.read(List.of(lines)), MAILS);
    }

    @Test
    void isContentWhenTheSyncCameBackFirst() {
        assertThat(audit(WRITE, SYNC, STORE)).isEqualTo(new OrderAudit.Result(3, List.of()));
        assertThat(audit(LISTING, WRITE, SYNC, DELE)).isEqualTo(new OrderAudit.Result(1, List.of()));
        assertThat(audit(WRITE, SYNC_BEGINS, SYNC_ENDS, STORE).findings()).isEmpty();
    }

    @Test
    void seesARemovalBeforeTheSyncOrWhileItRuns() {
        assertThat(audit(WRITE, STORE, SYNC).findings()).hasSize(3);
        assertThat(audit(LISTING, WRITE, DELE, SYNC).findings())
                .containsExactly(
                        "mail 0000000267a1 of port 1110 was removed in line 2, before the fsync that ended in line 3");
        assertThat(audit(WRITE, SYNC_BEGINS, STORE, SYNC_ENDS).findings()).hasSize(3);
    }

    @Test
    void seesASyncThatCameBeforeTheWrite() {
        assertThat(audit(SYNC, WRITE, STORE).findings()).hasSize(3);
    }

    @Test
    void doesNotCountASyncThatFailedOrIsOfAnotherFile() {
        assertThat(audit(WRITE, SYNC.replace("= 0", "= -1 EIO (Input/output error)"), STORE)
                        .findings())
                .hasSize(3);
        assertThat(audit(WRITE, SYNC.replace("-wal", ""), STORE).findings()).hasSize(3);
    }

    @Test
    void seesTheRemovalOfAMailThatIsNotHeld() {
        assertThat(audit(LISTING, WRITE, SYNC, DELE.replace("2", "1")).findings())
                .containsExactly("mail number 1 of port 1110 was removed and is not in the database");
    }
}
