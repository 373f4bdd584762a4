package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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

/** All kept mail is read again, and nothing is written. */
class ReplayCommandTest {
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
    void findsNothingToSayAboutMailThatIsDecidedTheSame() {
        for (int i = 0; i < 250; i++) {
            office.fetched(Office.SUPPORT_DESK, mail(i));
        }
        office.work();
        assertThat(commands.run("replay")).as(commands.out()).isEqualTo(ExitCode.OK);
        assertThat(commands.out())
                .isEqualTo("Mails read again: 250, decided otherwise: 0 (kind 0, from 0, ticket 0, automatic answer 0),"
                        + " bytes not kept any more: 0.\n");
    }

    @Test
    void showsWhatWouldBeDecidedDifferentlyAndWritesNothing() {
        Receipt receipt = office.arrives(Office.SUPPORT_DESK, mail(1));
        office.arrives(Office.SUPPORT_DESK, mail(2));
        change("UPDATE receipt SET kind = 'list' WHERE id = " + receipt.id());
        byte[] before = bytes();
        assertThat(commands.run("replay")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out())
                .contains(
                        "receipt " + receipt.id(),
                        "  kind: list -> normal",
                        "Mails read again: 2, decided otherwise: 1");
        assertThat(commands.run("replay", "--json")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("\"kind\": {\"then\": \"list\", \"now\": \"normal\"}"))
                .anyMatch(line -> line.contains("\"mails\": 2, \"otherwise\": 1"));
        assertThat(bytes()).isEqualTo(before);
        assertThat(commands.data()).as("not even keys").doesNotExist();
    }

    @Test
    void readsOnlyWhatIsAskedFor() {
        office.arrives(Office.SUPPORT_DESK, mail(1));
        assertThat(commands.run("replay", "--since", "2026-03-03")).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).startsWith("Mails read again: 0");
        assertThat(commands.run("replay", "--department", "sales")).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).startsWith("Mails read again: 0");
        assertThat(commands.run("replay", "--since", "2026-03-01", "--department", "support"))
                .isEqualTo(ExitCode.OK);
        assertThat(commands.out()).startsWith("Mails read again: 1");
        assertThat(commands.run("replay", "--since", "yesterday")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void countsMailWhoseBytesAreNotKept() {
        Receipt receipt = office.arrives(Office.SUPPORT_DESK, mail(1));
        office.database()
                .change(transaction -> office.stores()
                        .desk()
                        .raws()
                        .empty(transaction, receipt.content().rawId()));
        assertThat(commands.run("replay")).isEqualTo(ExitCode.OK);
        assertThat(commands.out()).contains("bytes not kept any more: 1.");
    }

    private byte[] bytes() {
        try {
            return Files.readAllBytes(held.settings().file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(String sql) {
        office.database().change(transaction -> transaction.handle().execute(sql));
    }

    private static Bytes mail(int number) {
        return Bytes.of("From: carl" + number + "@customer.example.org\r\nTo: support@example.com\r\nSubject: No. "
                + number + "\r\nMessage-ID: <" + number + "@customer.example.org>\r\n\r\nText " + number + "\r\n");
    }
}
