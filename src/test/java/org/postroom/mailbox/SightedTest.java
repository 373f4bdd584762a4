package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.mailbox.MailboxBench.plain;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.intake.Sighting;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.testing.ScriptedServer;

/** Every message that was seen on a server is in the ledger, also one that the server does not give. */
class SightedTest {
    private final FakePop pop = new FakePop();
    private final ScriptedServer server = ScriptedServer.start(pop);
    private MailboxBench bench;
    private MailboxSettings settings;

    @BeforeEach
    void open(@TempDir Path directory) {
        bench = new MailboxBench(directory);
        settings = plain(Protocol.POP3, server.port(), new AfterImport.Leave());
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @Test
    void keepsWhatTheServerWouldNotGiveUntilItDoes() {
        pop.mail("Subject: good\r\n\r\n").mail("Subject: damaged\r\n\r\n").answer("RETR 2", "-ERR cannot be read");
        bench.watch(settings);
        await().until(() -> !sightings().isEmpty() && bench.pending().size() == 1);
        Sighting sighting = sightings().getFirst();
        assertThat(sighting.fault()).contains("would not give it");
        assertThat(sighting.gone()).isEmpty();
        assertThat(sighting.listedSize()).isPositive();

        bench.unwatch(MailboxBench.SUPPORT);
        pop.forgetManners();
        bench.watch(settings);
        await().until(() -> sightings().isEmpty() && bench.pending().size() == 2);
    }

    @Test
    void keepsThatAMailWasGoneBeforeItCouldBeFetched() {
        FakePop other = new FakePop().mail("Subject: damaged\r\n\r\n").answer("RETR 1", "-ERR cannot be read");
        try (ScriptedServer second = ScriptedServer.start(other)) {
            MailboxSettings theirs = plain(Protocol.POP3, second.port(), new AfterImport.Leave());
            bench.watch(theirs);
            await().until(() -> !bench.sightings(theirs.key()).isEmpty());
            bench.unwatch(MailboxBench.SUPPORT);
            other.forget();
            bench.watch(theirs);
            await().until(() -> bench.sightings(theirs.key()).getFirst().gone().isPresent());
        }
    }

    private List<Sighting> sightings() {
        return bench.sightings(settings.key());
    }
}
