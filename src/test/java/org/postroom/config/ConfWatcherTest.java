package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.DepartmentId;
import org.postroom.schedule.Worker;
import org.slf4j.LoggerFactory;

class ConfWatcherTest {
    private static final String SUPPORT = "departments/support.properties";
    private static final String GOOD = "name = %s\naddress = support@example.com\ngroups = front-line, escalation\n";

    private final Logger logger = (Logger) LoggerFactory.getLogger(ConfWatcher.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final List<Conf> told = new ArrayList<>();

    @TempDir
    private Path directory;

    private ConfFolder folder;
    private ConfWatcher watcher;

    @BeforeEach
    void watchAGoodConf() throws IOException {
        folder = new ConfFolder(directory.resolve("conf"));
        watcher = new ConfWatcher(ConfSource.of(folder.directory(), Map.of()));
        assertThat(watcher.load()).isInstanceOf(Conf.class);
        watcher.onChange(told::add);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void leavesAnUnchangedConfAlone() {
        Conf before = watcher.current();
        look(3);
        assertThat(watcher.current()).isSameAs(before);
        assertThat(lines()).isEmpty();
    }

    @Test
    void appliesAChangeOnceItStandsStill() throws IOException {
        folder.write(SUPPORT, GOOD.formatted("Help"));
        watcher.check();
        assertThat(supportName()).isEqualTo("Support");
        watcher.check();
        assertThat(supportName()).isEqualTo("Help");
        look(3);
        assertThat(told).containsExactly(watcher.current());
        assertThat(lines()).containsExactly("Conf change applied");
    }

    @Test
    void waitsForAFileThatIsStillBeingWritten() throws IOException {
        for (String part : List.of("name", "name = Help", "name = Helpdesk\naddress = support@exa")) {
            folder.write(SUPPORT, part);
            watcher.check();
        }
        folder.write(SUPPORT, GOOD.formatted("Helpdesk"));
        look(2);
        assertThat(supportName()).isEqualTo("Helpdesk");
        assertThat(lines()).containsExactly("Conf change applied");
    }

    @Test
    void refusesAFaultyChangeWholeAndSaysSoOnce() throws IOException {
        folder.write(SUPPORT, "name = Help\nadress = support@example.com\n")
                .write("agents/eve.properties", "name = Eve\n");
        look(5);
        assertThat(supportName()).isEqualTo("Support");
        assertThat(told).isEmpty();
        assertThat(lines())
                .startsWith("Conf change refused, the old conf stays")
                .hasSize(4);
        assertThat(log.list)
                .extracting(event -> String.valueOf(event.getKeyValuePairs()))
                .anyMatch(pairs -> pairs.contains("departments/support.properties:2: adress: found an unknown key"));
    }

    @Test
    void appliesTheMendedConfAfterAFaultyOne() throws IOException {
        folder.write(SUPPORT, "name = Help\n");
        look(2);
        folder.write(SUPPORT, GOOD.formatted("Mended"));
        look(2);
        assertThat(supportName()).isEqualTo("Mended");
        assertThat(lines()).endsWith("Conf change applied");
    }

    @Test
    void noticesNewAndDeletedFiles() throws IOException {
        folder.write("departments/billing.properties", "name = Billing\naddress = billing@example.com\n");
        look(2);
        assertThat(watcher.current().organisation().departments()).hasSize(3);
        Files.delete(folder.directory().resolve("departments/billing.properties"));
        look(2);
        assertThat(watcher.current().organisation().departments()).hasSize(2);
    }

    @Test
    void noticesASecretThatChangesOutsideTheFolder() throws IOException {
        Path secret = directory.resolve("mailbox-password");
        Files.writeString(secret, "old");
        folder.append(SUPPORT, "mailbox.host = mail.example.com\nmailbox.password = ${file:" + secret + "}\n");
        look(2);
        assertThat(password()).isEqualTo("old");
        Files.writeString(secret, "newer");
        look(2);
        assertThat(password()).isEqualTo("newer");
        assertThat(log.list)
                .extracting(event -> event + " " + event.getKeyValuePairs())
                .noneMatch(line -> line.contains("newer"));
    }

    @Test
    void noticesHolidaysThatChangeOutsideTheFolder() throws IOException {
        Path calendar = directory.resolve("days.ics");
        String day = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:%s\nEND:VEVENT\nEND:VCALENDAR\n";
        folder.append(SUPPORT, "holidays.file = " + calendar + "\n");
        look(2);
        assertThat(lines()).startsWith("Conf change refused, the old conf stays");
        Files.writeString(calendar, day.formatted("20260403"));
        look(2);
        assertThat(holidays()).containsExactly(LocalDate.of(2026, 4, 3));
        Files.writeString(calendar, day.formatted("20260406") + "\n");
        look(2);
        assertThat(holidays()).containsExactly(LocalDate.of(2026, 4, 6));
        Files.writeString(calendar, "<html>");
        look(2);
        assertThat(holidays()).containsExactly(LocalDate.of(2026, 4, 6));
        assertThat(log.list.getLast().getKeyValuePairs().toString())
                .contains("holidays.file: found '" + calendar + "', which is not iCalendar (RFC 5545) in line 1");
    }

    @Test
    void keepsWhatNeedsARestartAndSaysSoAndAppliesTheRest() throws IOException {
        folder.write(
                "postroom.properties",
                "node.number = 5\nweb.port = 9999\ndata-directory = /elsewhere\nauto-response.limit = 2\n");
        Machine before = watcher.current().machine();
        look(2);
        Machine after = watcher.current().machine();
        assertThat(after.web()).isEqualTo(before.web());
        assertThat(after.database()).isEqualTo(before.database());
        assertThat(after.daemon().node().number()).isZero();
        assertThat(after.daemon().dataDirectory()).isEqualTo(before.daemon().dataDirectory());
        assertThat(after.autoReplyLimits().perAddress()).isEqualTo(2);
        assertThat(lines()).containsExactly("Conf change needs a restart", "Conf change applied");
        assertThat(log.list.getFirst().getKeyValuePairs().toString())
                .contains("data-directory, database.*, node.*, web.*");
    }

    @Test
    void saysOfPublicUrlByItsNameThatThePageNeedsARestart() throws IOException {
        folder.write("postroom.properties", "public-url = https://help.example.com/\n");
        look(2);
        assertThat(watcher.current().machine().daemon().publicUrl()).hasValue(URI.create("https://help.example.com/"));
        assertThat(lines()).containsExactly("Conf change needs a restart", "Conf change applied");
        assertThat(log.list.getFirst().getKeyValuePairs().toString()).contains("[public-url]");
    }

    @Test
    void looksByItselfWhileRunning() throws IOException {
        try (Worker running = watcher.start()) {
            folder.write(SUPPORT, GOOD.formatted("Live"));
            Awaitility.await().untilAsserted(() -> assertThat(supportName()).isEqualTo("Live"));
            assertThat(running).isNotNull();
        }
    }

    @Test
    void hasNoConfBeforeOneWasLoaded() throws IOException {
        folder.write(SUPPORT, "nonsense");
        ConfWatcher other = new ConfWatcher(ConfSource.of(folder.directory(), Map.of()));
        assertThat(other.load()).isInstanceOf(Problems.class);
        assertThatIllegalStateException().isThrownBy(other::current);
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            watcher.check();
        }
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private String supportName() {
        return watcher.current()
                .organisation()
                .department(new DepartmentId("support"))
                .orElseThrow()
                .name();
    }

    private Set<LocalDate> holidays() {
        return watcher.current()
                .organisation()
                .department(new DepartmentId("support"))
                .orElseThrow()
                .hours()
                .holidays()
                .dates()
                .keySet();
    }

    private String password() {
        return watcher.current()
                .mailbox(new DepartmentId("support"))
                .orElseThrow()
                .login()
                .password()
                .reveal();
    }
}
