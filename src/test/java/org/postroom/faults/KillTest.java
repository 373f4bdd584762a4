package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;

/** {@code kill -9} of the daemon at random times; {@code -Dfaults.kills=N} for more of them. */
@Tag("faults")
@NeedsProgram("dovecot")
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    private static final KillPlay.Size SIZE = new KillPlay.Size(Seeds.first(), Seeds.size("kills", 100) / 2, 50);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void losesAndDoublesNothingOnSqlite() throws InterruptedException {
        check(KillPlay.onSqlite(directory, SIZE));
    }

    @Test
    void losesAndDoublesNothingOnMariaDb() throws InterruptedException {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        check(KillPlay.onMariaDb(directory, SIZE));
    }

    private static void check(KillPlay.Result result) {
        assertThat(result.findings()).isEmpty();
    }
}
