package org.postroom.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.mailbox.MailboxBench.SHORT;
import static org.postroom.mailbox.MailboxBench.SUPPORT;
import static org.postroom.mailbox.MailboxBench.plain;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.DepartmentId;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.testing.ScriptedServer;
import org.slf4j.LoggerFactory;

class MailboxSupervisorTest {
    private static final AfterImport LEAVE = new AfterImport.Leave();
    private static final int PICKUPS = 30;

    /** What a busy machine may add. */
    private static final Duration NOISE = Duration.ofMillis(200);

    /** Less than a watch that does not stop is waited for. */
    private static final Duration AT_ONCE = Duration.ofSeconds(25);

    /** Longer than a test lasts. */
    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(10));

    private static final DepartmentId SALES = new DepartmentId("sales");

    private final FakeImap imap = new FakeImap();
    private final ScriptedServer server = ScriptedServer.start(imap);
    private MailboxBench bench;

    @BeforeEach
    void open(@TempDir Path directory) {
        bench = new MailboxBench(directory);
    }

    @AfterEach
    void close() {
        bench.close();
        server.close();
    }

    @Test
    void isNotTakenForWellWhereAMistakeOfOursKeepsMailsOut() {
        bench.mistake();
        imap.mail(1, "Subject: x\r\n\r\n");
        bench.watch(plain(Protocol.IMAP, server.port(), LEAVE));
        await().until(() -> bench.status().outage().isPresent());
        assertThat(bench.status().outage().orElseThrow().sentence()).contains("IllegalStateException");
    }

    @Test
    void beginsNothingAnewOnceClosed() {
        bench.watch(plain(Protocol.IMAP, server.port(), LEAVE));
        bench.supervisor().close();
        bench.supervisor().refresh();
        assertThat(bench.supervisor().statuses()).isEmpty();
    }

    @Test
    void takesWhatComesAndWakesTheIntake() {
        bench.watch(plain(Protocol.IMAP, server.port(), LEAVE));
        imap.mail(1, "Subject: x\r\n\r\n");
        await().until(() -> bench.wakes() == 1);
        assertThat(bench.pending()).hasSize(1);
        await().until(() -> bench.status().lastSuccess().isPresent());
        assertThat(bench.status().mailbox()).isEqualTo("imap://support@127.0.0.1:" + server.port() + "/inbox");
    }

    @Test
    void restartsOnlyTheWatchWhoseSettingsChanged() {
        FakeImap other = new FakeImap();
        try (ScriptedServer second = ScriptedServer.start(other)) {
            bench.watch(SALES, idle(second.port()));
            bench.watch(idle(server.port()));
            await().until(() -> isIdle(server) && isIdle(second));
            MailboxSettings changed = MailboxBench.settings(
                    Protocol.IMAP,
                    idle(server.port()).server(),
                    new AfterImport.Delete(),
                    idle(server.port()).rhythm());
            bench.watch(changed);
            await().until(() -> server.connections() == 2);
            assertThat(second.connections()).isEqualTo(1);
        }
    }

    @Test
    void stopsAWatchUnderIdleAtOnce() {
        bench.watch(idle(server.port()));
        await().until(() -> isIdle(server));
        long before = System.nanoTime();
        bench.unwatch(SUPPORT);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
        assertThat(bench.supervisor().statuses()).isEmpty();
    }

    @Test
    void recoversByItselfFromAnOutage() {
        imap.greeting("* BYE overloaded\r\n");
        bench.watch(plain(Protocol.IMAP, server.port(), LEAVE));
        await().until(() -> bench.status().outage().isPresent());
        MailboxStatus.Outage outage = bench.status().outage().orElseThrow();
        assertThat(outage.sentence()).contains("department support", "not ready to serve", "overloaded");
        assertThat(outage.nextTry()).isAfter(outage.since());
        imap.greeting("* OK better\r\n").mail(1, "Subject: x\r\n\r\n");
        await().until(() ->
                bench.pending().size() == 1 && bench.status().outage().isEmpty());
    }

    /** As after a password was put right in conf: the outage was told of, and so its end is. */
    @Test
    void tellsOfTheEndOfAnOutageThatOtherSettingsEnded() {
        Logger logger = (Logger) LoggerFactory.getLogger(StatusBoard.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        imap.greeting("* BYE overloaded\r\n");
        bench.watch(plain(Protocol.IMAP, server.port(), LEAVE));
        await().until(() -> bench.status().outage().isPresent());
        imap.greeting("* OK better\r\n");
        bench.watch(plain(Protocol.IMAP, server.port(), new AfterImport.Delete()));
        await().until(() -> bench.status().lastSuccess().isPresent());
        logger.detachAppender(log);
        assertThat(log.list)
                .extracting(ILoggingEvent::getMessage)
                .containsExactly("Mailbox cannot be polled", "Mailbox recovered");
    }

    /** FAULTS I7: fifty servers that say nothing, and one that is well. */
    @Test
    void hungMailboxesHoldUpNoHealthyOne() {
        try (ScriptedServer hung = ScriptedServer.start(ScriptedServer.Talk::hang)) {
            MailboxSettings silent = MailboxBench.settings(
                    Protocol.POP3,
                    new Server("127.0.0.1", hung.port(), Security.NONE, Optional.empty()),
                    LEAVE,
                    new Rhythm(Duration.ofMillis(50), false, PATIENT));
            for (int i = 0; i < 50; i++) {
                bench.watch(new DepartmentId("hung" + i), silent);
            }
            await().until(() -> hung.connections() == 50);
            bench.watch(plain(Protocol.IMAP, server.port(), LEAVE));
            await().until(() -> bench.status().lastSuccess().isPresent());
            imap.mail(1, "Subject: x\r\n\r\n");
            await().until(() -> bench.wakes() == 1);
            assertThat(hung.connections()).as("all still hang").isEqualTo(50);
        }
    }

    /** FAULTS B1 and I7: fifty servers, each with a bad manner of its own, and one that is well. */
    @Test
    void badMannersOfOthersHoldUpNoHealthyOne() {
        List<ScriptedServer.Script> manners = List.of(
                ScriptedServer.Talk::hang,
                talk -> talk.drip("* OK "),
                talk -> talk.stream(new byte[8_192], Long.MAX_VALUE),
                new FakeImap().answer("LOGIN .*", "NO [UNAVAILABLE] later"),
                new FakeImap().mail(1, "Subject: x\r\n\r\n").on("UID FETCH 1 .*", (talk, tag, all) -> {
                    talk.say("* 1 FETCH (UID 1 BODY[] {2147483648}\r\n");
                    talk.drip("x");
                    return false;
                }));
        List<ScriptedServer> bad = manners.stream().map(ScriptedServer::start).toList();
        bench.watch(idle(server.port()));
        Duration alone = medianPickup(0);
        for (int i = 0; i < 50; i++) {
            ScriptedServer one = bad.get(i % bad.size());
            bench.watch(new DepartmentId("bad" + i), plain(Protocol.IMAP, one.port(), LEAVE));
        }
        await().until(() -> bad.stream().allMatch(one -> one.connections() >= 10));
        Duration beside = medianPickup(PICKUPS);
        bad.forEach(ScriptedServer::close);
        System.out.println("FAULTS 50 bad mailboxes: median pickup of the healthy one " + alone + " alone, " + beside
                + " beside them");
        assertThat(beside).isLessThan(alone.multipliedBy(11).dividedBy(10).plus(NOISE));
    }

    /** How long it takes until a mail is held of which IDLE tells; the mails are numbered from this on. */
    private Duration medianPickup(int from) {
        List<Duration> waits = new ArrayList<>();
        for (int uid = from + 1; uid <= from + PICKUPS; uid++) {
            int expected = uid;
            await().until(imap::isIdle);
            long before = System.nanoTime();
            imap.mail(uid, "Subject: " + uid + "\r\n\r\n");
            imap.tellOfMail();
            await().pollInterval(Duration.ofMillis(2)).until(() -> bench.wakes() == expected);
            waits.add(Duration.ofNanos(System.nanoTime() - before));
        }
        Collections.sort(waits);
        return waits.get(PICKUPS / 2);
    }

    /** FAULTS A7, I2: what cannot be stored stays on its server, and comes once there is room again. */
    @Test
    void removesNothingWhileTheDiskIsFull() {
        imap.mail(1, "Subject: x\r\n\r\n");
        bench.refuseMails(true);
        bench.watch(plain(Protocol.IMAP, server.port(), new AfterImport.Delete()));
        await().until(() -> bench.status().outage().isPresent());
        assertThat(bench.status().outage().orElseThrow().sentence())
                .contains("cannot be stored and stay on the server", "disk is full");
        assertThat(server.heard()).noneMatch(line -> line.contains("STORE") || line.contains("EXPUNGE"));
        assertThat(imap.mails()).hasSize(1);
        bench.refuseMails(false);
        await().until(() -> imap.mails().isEmpty());
        assertThat(bench.pending()).hasSize(1);
    }

    private static boolean isIdle(ScriptedServer server) {
        return server.heard().stream().anyMatch(line -> line.endsWith("IDLE"));
    }

    private static MailboxSettings idle(int port) {
        return MailboxBench.settings(
                Protocol.IMAP,
                new Server("127.0.0.1", port, Security.NONE, Optional.empty()),
                LEAVE,
                new Rhythm(Duration.ofMinutes(2), true, SHORT));
    }
}
