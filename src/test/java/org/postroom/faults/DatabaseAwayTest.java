package org.postroom.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.SmtpSink;

/** FAULTS A3: what visitors are told while MariaDB is dead, and that nobody has to do anything when it is back. */
@Tag("faults")
class DatabaseAwayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LINK = "/view/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    @TempDir
    private Path directory;

    @Test
    void pagesSayThatTheTicketsCannotBeReached() throws IOException, InterruptedException {
        Assumptions.assumeTrue(MariaDbServer.installed(), "mariadbd is not installed here");
        try (SmtpSink sink = SmtpSink.start();
                MariaDbServer server = MariaDbServer.start();
                DaemonProcess daemon = DaemonProcess.start(Company.onMariaDb(directory, sink.port(), server))) {
            daemon.awaitRunning();
            assertThat(page(daemon).statusCode()).isEqualTo(404);
            server.kill();
            HttpResponse<String> away = page(daemon);
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(away.body()).contains("cannot be reached").doesNotContain("Exception");
            assertThat(daemon.get("/health").orElseThrow().body()).contains("Is the server running?");
            assertThat(daemon.healthStatus()).isEqualTo(503);

            server.restart();
            long began = System.nanoTime();
            await("health").atMost(PATIENCE).until(() -> daemon.healthStatus() == 200);
            Tally.of("database away")
                    .most("ms to recover", (System.nanoTime() - began) / 1_000_000)
                    .print();
            assertThat(page(daemon).statusCode()).isEqualTo(404);
            assertThat(daemon.log()).doesNotContain("Page failed").doesNotContain("Worker failed");
            daemon.stop();
        }
    }

    /** Nobody has such a link; only the database knows that. */
    private static HttpResponse<String> page(DaemonProcess daemon) {
        return daemon.get(LINK).orElseThrow();
    }
}
