package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.testing.BlackHole;
import org.postroom.testing.ScriptedServer;
import org.postroom.testing.TestNames;

/** FAULTS B4: names that lead nowhere, or to several addresses of which some are dead. */
class AddressesTest {
    private static final Timeouts HASTY =
            new Timeouts(Duration.ofMillis(500), Duration.ofSeconds(5), Duration.ofSeconds(20));
    private static final String MAIL = "Subject: x\r\n\r\n";

    private final ScriptedServer imap = ScriptedServer.start(new FakeImap().mail(1, MAIL));
    private final ScriptedServer pop = ScriptedServer.start(new FakePop().mail(MAIL));
    private MailboxBench bench;

    @BeforeEach
    void open(@TempDir Path directory) {
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
        imap.close();
        pop.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void takesTheNextAddressWhereOneRefuses(Protocol protocol) throws MailboxException {
        String host = "refusing." + name(protocol);
        TestNames.lead(host, "127.0.0.2", "::1", "127.0.0.1");
        bench.importOnce(at(protocol, host));
        assertThat(bench.pending()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void takesTheNextAddressWhereOneDoesNotAnswer(Protocol protocol) throws MailboxException {
        String host = "silent." + name(protocol);
        TestNames.lead(host, "127.0.0.3", "127.0.0.1");
        try (BlackHole hole = BlackHole.at("127.0.0.3", port(protocol))) {
            bench.importOnce(at(protocol, host));
            assertThat(hole).isNotNull();
        }
        assertThat(bench.pending()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void saysThatNoneOfThemAnswers(Protocol protocol) {
        String host = "dead." + name(protocol);
        TestNames.lead(host, "127.0.0.2", "127.0.0.4");
        assertThat(catchThrowableOfType(MailboxException.class, () -> bench.importOnce(at(protocol, host)))
                        .kind())
                .isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void goesOnOnceTheNameServiceAnswers(Protocol protocol) {
        String host = "late." + name(protocol);
        TestNames.lead(host);
        bench.watch(at(protocol, host));
        await().until(() -> bench.status().outage().isPresent());
        assertThat(bench.status().outage().orElseThrow().sentence())
                .contains("there is no host of the name " + host, "name service");
        TestNames.lead(host, "127.0.0.1");
        await().atMost(Duration.ofSeconds(60)).until(() -> bench.pending().size() == 1);
        await().until(() -> bench.status().outage().isEmpty());
    }

    private static String name(Protocol protocol) {
        return protocol.name().toLowerCase(Locale.ROOT) + ".example.org";
    }

    private int port(Protocol protocol) {
        return protocol == Protocol.IMAP ? imap.port() : pop.port();
    }

    private MailboxSettings at(Protocol protocol, String host) {
        return MailboxBench.settings(
                protocol,
                new Server(host, port(protocol), Security.NONE, Optional.empty()),
                new AfterImport.Leave(),
                new Rhythm(Duration.ofSeconds(1), false, HASTY));
    }
}
