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
import org.postroom.outbound.OutboundKind;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

/** What became of a mail, told from what is stored about it. */
class ExplainCommandTest {
    private static final String MAIL = """
            From: Carl <carl@customer.example.org>
            To: support@example.com
            Subject: Printer on fire
            Message-ID: <fire@customer.example.org>

            It burns.
            """.replace("\n", "\r\n");

    private static final String ROBOT = """
            From: Carl <carl@customer.example.org>
            To: support@example.com
            Subject: Out of office
            Auto-Submitted: auto-replied
            Message-ID: <away@customer.example.org>

            I am away.
            """.replace("\n", "\r\n");

    @TempDir
    private Path directory;

    private TestDatabase held;
    private Office office;
    private CommandBench commands;

    @BeforeEach
    void open() {
        held = TestDatabases.sqlite();
        office = new Office(held);
        commands =
                new CommandBench(directory, "database.url = " + held.settings().url());
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void tellsTheWholeWayOfAMailByItsMessageId() {
        Receipt receipt = office.arrives(Office.SUPPORT_DESK, Bytes.of(MAIL));
        String number = office.tickets().getFirst().number().toString();
        assertThat(commands.run("explain", "<fire@customer.example.org>")).isEqualTo(ExitCode.OK);
        assertThat(commands.out())
                .contains("receipt: " + receipt.id(), "from: carl@customer.example.org")
                .contains("message id: <fire@customer.example.org>", "taken for: normal")
                .contains("automatic answer: sent", "Kind: normal", "A new ticket: it names none.")
                .contains("became: new-ticket", "ticket: " + number)
                .contains("mailbox: imap", "then left", "kind: automatic", "state: waiting");
    }

    @Test
    void tellsTheSameByReceiptFileAndSha256() throws Exception {
        Receipt receipt = office.arrives(Office.SUPPORT_DESK, Bytes.of(MAIL));
        assertThat(commands.run("explain", receipt.id().toString())).isEqualTo(ExitCode.OK);
        String first = commands.out();
        Path file = Files.write(directory.resolve("mail.eml"), Bytes.of(MAIL).toArray());
        assertThat(commands.run("explain", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).isEqualTo(first);
        assertThat(commands.run("explain", Bytes.of(MAIL).sha256())).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).isEqualTo(first);
    }

    @Test
    void saysWhyThereWasNoAutomaticAnswer() {
        office.arrives(Office.SUPPORT_DESK, Bytes.of(ROBOT));
        assertThat(commands.run("explain", "away@customer.example.org")).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).contains("taken for: auto-reply", "Auto-Submitted", "without an automatic answer");
    }

    @Test
    void tellsOfAMailOfOurs() {
        office.arrives(Office.SUPPORT_DESK, Bytes.of(MAIL));
        String id = office.queued(OutboundKind.AUTOMATIC)
                .getFirst()
                .ours()
                .messageId()
                .value();
        assertThat(commands.run("explain", id)).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).contains("sent", "kind: automatic", "carl@customer.example.org", "state: waiting");
    }

    @Test
    void tellsAllOfATicket() {
        office.arrives(Office.SUPPORT_DESK, Bytes.of(MAIL));
        String number = office.tickets().getFirst().number().toString();
        assertThat(commands.run("explain", number)).isEqualTo(ExitCode.OK);
        assertThat(commands.out())
                .contains("ticket: " + number, "subject: Printer on fire", "received", "sent", "history")
                .contains("<fire@customer.example.org>");
        String told = commands.out();
        String asTheLogNamesIt = office.tickets().getFirst().id().toString();
        assertThat(commands.run("explain", asTheLogNamesIt)).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).isEqualTo(told);
    }

    @Test
    void tellsProgramsTheSameAsJson() {
        office.arrives(Office.SUPPORT_DESK, Bytes.of(MAIL));
        assertThat(commands.run("explain", "fire@customer.example.org", "--json"))
                .isEqualTo(ExitCode.OK);
        assertThat(commands.out().lines()).hasSize(1);
        assertThat(commands.out())
                .startsWith("{\"received\": [{\"receipt\": ")
                .contains("\"message_id\": \"<fire@customer.example.org>\"", "\"taken_for\": \"normal\"");
    }

    @Test
    void saysSoWhenNothingIsKnown() {
        assertThat(commands.run("explain", "nobody@nowhere.example")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.err()).contains("nothing is known of nobody@nowhere.example");
        assertThat(commands.run("explain", "SUP-4711")).isEqualTo(ExitCode.FAILED);
    }
}
