package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.SampleCompany;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Ids;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketStore;
import picocli.CommandLine;

class DepartmentCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void copyTheShippedConf() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("conf"))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.toString()));
            }
        }
    }

    @Test
    void listsDepartmentsWithMailboxAgentsAndActiveTickets() throws IOException {
        off("warehouse");
        try (Database database =
                Database.open(DatabaseSettings.embedded(Files.createDirectories(directory.resolve("data"))))) {
            open(database);
            open(database);

            assertThat(run()).isEqualTo(ExitCode.OK);
        }

        assertThat(line("ID ")).containsPattern("NAME +ADDRESS +BRAND +MAILBOX +AGENTS +ACTIVE TICKETS");
        assertThat(line("support ")).containsPattern("support@example\\.com +\\S+ +imap://\\S+ +3 +2$");
        assertThat(line("sales ")).endsWith(" 0");
        assertThat(line("warehouse ")).contains("(switched off)").containsPattern(" - +\\d+ +0$");
    }

    @Test
    void saysWhatIsWrongWithTheConf() throws IOException {
        Files.writeString(directory.resolve("conf/departments/sales.properties"), "nonsense = 1\n");

        assertThat(run()).isEqualTo(ExitCode.CONFIG);
        assertThat(err.toString()).contains("nonsense");
    }

    private void off(String department) throws IOException {
        Path file = directory.resolve("conf/departments/" + department + ".properties");
        Files.writeString(file, Files.readString(file) + "\nenabled = off\n");
    }

    private static void open(Database database) {
        Ids ids = new Ids(InstantSource.system(), 1);
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.empty());
        database.change(transaction -> TicketStore.jdbi(ids)
                .open(
                        transaction,
                        new NewTicket("SUP", SampleCompany.SUPPORT_FRONT_LINE, matter, By.unknown(), Instant.now())));
    }

    private String line(String start) {
        return out.toString()
                .lines()
                .filter(one -> one.startsWith(start))
                .findFirst()
                .orElse("");
    }

    private int run() {
        return new CommandLine(new PostroomCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("department", "--conf", directory.resolve("conf").toString(), "list");
    }
}
