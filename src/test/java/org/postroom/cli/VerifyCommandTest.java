package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.intake.Office;
import org.postroom.intake.Receipt;
import org.postroom.mail.Bytes;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

/** Each damage of what is kept is found and named, and nothing else is. */
class VerifyCommandTest {
    private static final String MAIL = """
            From: Carl <carl@customer.example.org>
            To: support@example.com
            Subject: With a file
            Message-ID: <file@customer.example.org>
            Content-Type: multipart/mixed; boundary=b

            --b

            See the file.
            --b
            Content-Type: text/csv
            Content-Disposition: attachment; filename=sums.csv

            1,2,3
            --b--
            """.replace("\n", "\r\n");

    @TempDir
    private Path directory;

    private TestDatabase held;
    private Office office;
    private CommandBench commands;
    private Receipt receipt;

    @BeforeEach
    void open() {
        held = TestDatabases.sqlite();
        office = new Office(held);
        commands =
                new CommandBench(directory, "database.url = " + held.settings().url());
        receipt = office.arrives(Office.SUPPORT_DESK, Bytes.of(MAIL));
        office.carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void findsNothingWhereAllIsWell() {
        assertThat(commands.run("verify")).isEqualTo(ExitCode.OK);
        assertThat(commands.out())
                .startsWith("All is well: raw mails ")
                .contains("articles with files 1", "unused raw mails 0");
    }

    @Test
    void namesARawMailWhosePieceIsDamaged() {
        change("UPDATE raw_chunk SET content = X'28B52FFD0000' WHERE raw_id = " + rawId());
        assertThat(commands.run("verify")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out())
                .contains("raw mail " + rawId() + ": Raw mail " + rawId() + " is damaged in the database")
                .contains("Damages: 1.");
    }

    @Test
    void namesARawMailOfWhichAPieceIsMissing() {
        change("DELETE FROM raw_chunk WHERE raw_id = " + rawId());
        assertThat(commands.run("verify", "--quick")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out()).contains("raw mail " + rawId() + ": ", "Damages: 1.");
    }

    @Test
    void knowsBytesThatWereRemovedOnPurpose() {
        office.database().change(transaction -> office.stores().desk().raws().empty(transaction, rawId()));
        assertThat(commands.run("verify")).as(commands.out()).isEqualTo(ExitCode.OK);
    }

    @Test
    void namesAFileThatIsNotInItsMail() {
        change("UPDATE attachment SET sha256 = '" + "0".repeat(64) + "'");
        assertThat(commands.run("verify")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out()).contains("article ", "Files that are not in its raw mail any more: sums.csv.");
        assertThat(commands.run("verify", "--quick")).isEqualTo(ExitCode.OK);
    }

    @Test
    void namesRowsThatNameWhatIsNotThere() {
        change("UPDATE receipt SET article_id = 42, sha256 = '" + "0".repeat(64) + "' WHERE id = " + receipt.id());
        change("UPDATE receipt SET disposition = NULL WHERE id = " + receipt.id());
        assertThat(commands.run("verify", "--json")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out().lines())
                .hasSize(4)
                .anyMatch(line -> line.contains("\"what\": \"receipt " + receipt.id() + "\"")
                        && line.contains("The article it became is not there."))
                .anyMatch(line -> line.contains("another one than its raw mail's"))
                .anyMatch(line -> line.contains("nothing says what it became"))
                .anyMatch(line -> line.contains("\"damages\": 3, \"ok\": false"));
    }

    @Test
    void asksTheDatabaseItself() {
        held.database().close();
        try (Connection connection = DriverManager.getConnection(held.settings().url());
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE article SET ticket_id = 42 WHERE receipt_id = " + receipt.id());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(commands.run("verify")).isEqualTo(ExitCode.FAILED);
        assertThat(commands.out()).contains("database: A row of article", "names a row of ticket that is not there");
    }

    private long rawId() {
        return receipt.content().rawId();
    }

    private void change(String sql) {
        office.database().change(transaction -> transaction.handle().execute(sql));
    }
}
