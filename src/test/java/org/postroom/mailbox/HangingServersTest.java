package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
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
import org.postroom.testing.ChaosProxy;
import org.postroom.testing.Fault;
import org.postroom.testing.Fault.Direction;
import org.postroom.testing.ScriptedServer;

/** FAULTS B1: a server that falls silent behind any byte, or drips from any byte on, holds up nobody longer than it may. */
class HangingServersTest {
    private static final Duration MOST = Duration.ofSeconds(30);
    /** What must not be waited for. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final int AT_ONCE = 40;

    /** Bytes from one place to the next where dripping begins; the last few bytes drip by in time. */
    private static final int DRIPS = 20;

    private static final String MAIL = "Subject: x\r\n\r\nText\r\n";

    private MailboxBench bench;

    @BeforeEach
    void open(@TempDir Path directory) {
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void silenceBehindAnyByteEndsInTime(Protocol protocol) throws Exception {
        Timeouts timeouts = new Timeouts(LONG, Duration.ofMillis(300), LONG);
        List<Kind> kinds = spoiled(protocol, timeouts, 1, Fault.halfOpen());
        assertThat(kinds).hasSizeGreaterThan(100).containsOnly(Kind.TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void drippingFromAnyByteOnEndsInTime(Protocol protocol) throws Exception {
        Timeouts timeouts = new Timeouts(LONG, LONG, Duration.ofMillis(500));
        List<Kind> kinds = spoiled(protocol, timeouts, DRIPS, Fault.throttle(1));
        assertThat(kinds).hasSizeGreaterThan(5).containsOnly(Kind.TOO_SLOW);
    }

    /** Imports over one connection for each byte the server says in a whole session, and returns what went wrong. */
    private List<Kind> spoiled(Protocol protocol, Timeouts timeouts, int step, Fault.When effect) throws Exception {
        ScriptedServer.Script script =
                protocol == Protocol.IMAP ? new FakeImap().mail(1, MAIL) : new FakePop().mail(MAIL);
        try (ScriptedServer server = ScriptedServer.start(script);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long all = bytesOfASession(protocol, server.port());
            Semaphore free = new Semaphore(AT_ONCE);
            List<Future<Kind>> faults = IntStream.iterate(0, at -> at <= all - step, at -> at + step)
                    .mapToObj(at -> threads.submit(() -> {
                        free.acquire();
                        try {
                            return spoiled(protocol, server.port(), timeouts, effect.after(Direction.TO_CLIENT, at));
                        } finally {
                            free.release();
                        }
                    }))
                    .toList();
            List<Kind> kinds = new ArrayList<>();
            for (Future<Kind> fault : faults) {
                kinds.add(fault.get());
            }
            return kinds;
        }
    }

    /** Without the goodbye, whose reply nobody waits for. */
    private long bytesOfASession(Protocol protocol, int port) throws MailboxException {
        try (ChaosProxy proxy = ChaosProxy.before(port)) {
            String goodbye = protocol == Protocol.IMAP ? "LOGOUT" : "QUIT";
            proxy.always(Fault.cut().before(goodbye));
            try {
                bench.importOnce(settings(protocol, proxy.port(), MailboxBench.SHORT));
            } catch (MailboxException e) {
                assertThat(e.kind()).isEqualTo(Kind.CUT);
            }
            return proxy.passed(Direction.TO_CLIENT);
        }
    }

    private Kind spoiled(Protocol protocol, int port, Timeouts timeouts, Fault fault) {
        long before = System.nanoTime();
        try (ChaosProxy proxy = ChaosProxy.before(port)) {
            proxy.always(fault);
            bench.importOnce(settings(protocol, proxy.port(), timeouts));
            throw new AssertionError("It went well behind " + fault.trigger());
        } catch (MailboxException e) {
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(MOST);
            return e.kind();
        }
    }

    private static MailboxSettings settings(Protocol protocol, int port, Timeouts timeouts) {
        return MailboxBench.settings(
                protocol,
                new Server("127.0.0.1", port, Security.NONE, java.util.Optional.empty()),
                new AfterImport.Leave(),
                new Rhythm(Duration.ofSeconds(1), false, timeouts));
    }
}
