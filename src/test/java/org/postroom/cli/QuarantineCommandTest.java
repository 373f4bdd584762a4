package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.intake.Office;
import org.postroom.intake.Receipt;
import org.postroom.mail.Bytes;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

/** A mail that was set aside is looked at, saved, tried again, and given to a ticket, by an operator. */
class QuarantineCommandTest {
    private static final Bytes POISON = Bytes.of("From: eve@example.org\r\nSubject: Poison\r\n\r\nHello\r\n");

    @TempDir
    private Path directory;

    private TestDatabase held;
    private Office office;
    private CommandBench commands;
    private Receipt mail;
    private String id;

    @BeforeEach
    void aMailIsSetAside() {
        held = TestDatabases.sqlite();
        office = new Office(held);
        commands =
                new CommandBench(directory, "database.url = " + held.settings().url());
        mail = office.fetched(Office.SUPPORT_DESK, POISON);
        id = mail.id().toString();
        office.database()
                .change(transaction -> office.stores().spool().quarantine(transaction, mail.id(), "It is poisonous."));
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void listsItWithItsReason() {
        assertThat(commands.run("quarantine", "list")).isEqualTo(ExitCode.OK);
        assertThat(commands.out())
                .hasLineCount(1)
                .startsWith(id + "  ")
                .contains("  support  " + POISON.size() + " bytes  It is poisonous.");
        assertThat(commands.run("quarantine", "list", "--json")).isEqualTo(ExitCode.OK);
        assertThat(commands.out())
                .hasLineCount(1)
                .contains("\"receipt\": " + id, "\"state\": \"quarantined\"", "\"sha256\": \"" + POISON.sha256());
    }

    @Test
    void savesItsBytesAndOverwritesNothing() throws Exception {
        Path file = directory.resolve("saved.eml");
        assertThat(commands.run("quarantine", "show", id, "--save", file.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(commands.out()).contains("It is poisonous.", "Saved to " + file);
        assertThat(Files.readAllBytes(file)).isEqualTo(POISON.toArray());
        assertThat(commands.run("quarantine", "show", id, "--save", file.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(commands.err())
                .contains("Cannot write " + file + ": it is there already")
                .doesNotContain("should not happen");
    }

    @Test
    void triesItAgainAsIfItHadJustComeIn() {
        assertThat(commands.run("quarantine", "retry", id)).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).contains("Mails to be processed anew: 1.");
        office.work();
        assertThat(office.receipt(mail.id()).work().state()).isEqualTo(Receipt.State.DONE);
        assertThat(office.tickets()).hasSize(1);
        assertThat(commands.run("quarantine", "retry", "--all")).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).contains("Mails to be processed anew: 0.");
    }

    @Test
    void givesItToATicketUnreadOnce() {
        office.carlWrites();
        String number = office.tickets().getFirst().number().toString();
        assertThat(commands.run("quarantine", "release", id, "--ticket", number))
                .isEqualTo(ExitCode.OK);
        assertThat(commands.out()).contains("The mail is on ticket " + number + " now.");
        assertThat(office.articles(number)).hasSize(2);
        assertThat(commands.run("quarantine", "list")).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).isEmpty();
        assertThat(commands.run("quarantine", "release", id)).isEqualTo(ExitCode.FAILED);
        assertThat(commands.err()).contains("there is no such mail");
    }
}
