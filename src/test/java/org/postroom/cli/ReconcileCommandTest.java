package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.intake.FetchedMail;
import org.postroom.intake.Office;
import org.postroom.intake.Receipt;
import org.postroom.mail.Bytes;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.testing.ScriptedServer;
import org.postroom.testing.ScriptedServer.Talk;

/** What an operator, or cron, gets to know of a mailbox whose server is asked. */
class ReconcileCommandTest {
    private static final Bytes MAIL = Bytes.of("From: carl@customer.example.org\r\nSubject: Fire\r\n\r\nIt burns.\r\n");

    @TempDir
    private Path directory;

    private final AtomicBoolean full = new AtomicBoolean(true);
    private final ScriptedServer server = ScriptedServer.start(this::imap);
    private TestDatabase held;
    private Office office;
    private CommandBench commands;

    @BeforeEach
    void open() throws IOException {
        held = TestDatabases.sqlite();
        office = new Office(held);
        commands =
                new CommandBench(directory, "database.url = " + held.settings().url());
        Path department = commands.conf().resolve("departments/support.properties");
        List<String> lines = Files.readAllLines(department).stream()
                .filter(line -> !line.startsWith("mailbox.host") && !line.startsWith("mailbox.password"))
                .toList();
        Files.write(department, lines);
        Files.write(
                department,
                List.of(
                        "mailbox.host = 127.0.0.1",
                        "mailbox.port = " + server.port(),
                        "mailbox.security = none",
                        "mailbox.user = support",
                        "mailbox.password = secret"),
                StandardOpenOption.APPEND);
    }

    @AfterEach
    void close() {
        office.close();
        server.close();
    }

    @Test
    void endsWithOneAndNamesAMailThatIsNotHeld() {
        assertThat(commands.run("reconcile", "support")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out())
                .contains("lists 1, held as listed 0", "not-fetched  uid 4  " + MAIL.size() + " bytes")
                .endsWith("Mailboxes: 1, amiss: 1. Mails listed: 1, held as listed: 0, not-fetched: 1.\n");
    }

    @Test
    void endsWithZeroWhereAllIsHeldAndLooksAgainAfterTheGraceBeforeItComplains() {
        full.set(false);
        assertThat(commands.run("reconcile", "support", "--grace", "1")).isEqualTo(ExitCode.OK);
        assertThat(server.connections()).as("nothing amiss, no second look").isEqualTo(1);
        full.set(true);
        assertThat(commands.run("reconcile", "support", "--grace", "1")).isEqualTo(ExitCode.FAILED);
        assertThat(server.connections()).isEqualTo(3);
        holds();
        assertThat(commands.run("reconcile", "support"))
                .as("still there, which is to be deleted")
                .isEqualTo(ExitCode.FAILED);
        assertThat(commands.out()).contains("held as listed 1", "still-there  uid 4");
    }

    @Test
    void tellsProgramsTheSameAsJson() {
        assertThat(commands.run("reconcile", "support", "--json")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out())
                .hasLineCount(1)
                .contains("\"department\": \"support\"", "\"ok\": false", "\"listed\": 1, \"held\": 0")
                .contains("\"sort\": \"not-fetched\", \"amiss\": true, \"uid\": \"4\"");
    }

    @Test
    void aServerThatCannotBeAskedIsAmiss() {
        server.close();
        assertThat(commands.run("reconcile", "support")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out()).contains("support: ", "no connection could be made", "amiss: 1");
    }

    @Test
    void knowsTheDepartmentsOfConfAlone() {
        assertThat(commands.run("reconcile", "nowhere")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.err()).contains("Department nowhere imports no mailbox, or is not in conf.");
        assertThat(commands.run("reconcile", "no id")).isEqualTo(ExitCode.USAGE);
        assertThat(server.connections()).isZero();
    }

    private void holds() {
        Receipt.Origin origin =
                new Receipt.Origin("imap://support@127.0.0.1:" + server.port() + "/inbox", 7, "4", Office.SUPPORT_DESK);
        FetchedMail mail = FetchedMail.whole(origin, MAIL, Instant.parse("2026-03-02T09:00:00Z"));
        office.database().change(transaction -> office.stores().spool().accept(transaction, List.of(mail)));
    }

    /** One mail, or none, and whatever is asked is done. */
    private void imap(Talk talk) throws IOException {
        talk.say("* OK ready\r\n");
        while (true) {
            String[] words = talk.hear().split(" ", 3);
            String command = words[1] + " " + (words.length > 2 ? words[2] : "");
            if (command.startsWith("CAPABILITY")) {
                talk.say("* CAPABILITY IMAP4rev1 UIDPLUS\r\n");
            } else if (command.startsWith("EXAMINE")) {
                talk.say("* " + (full.get() ? 1 : 0) + " EXISTS\r\n* OK [UIDVALIDITY 7] fine\r\n");
            } else if (command.startsWith("UID FETCH") && full.get()) {
                talk.say("* 1 FETCH (UID 4 RFC822.SIZE " + MAIL.size() + ")\r\n");
            }
            talk.say(words[0] + " OK done\r\n");
        }
    }
}
