package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Ids;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketStore;

class CheckCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void copyTheShippedConfAndTemplates() throws IOException {
        copy(Path.of("conf"), directory.resolve("conf"));
        copy(Path.of("templates"), directory.resolve("templates"));
    }

    @Test
    void findsTheShippedConfAndTemplatesGood() {
        assertThat(check()).isZero();
        assertThat(out.toString())
                .contains("brands 2, departments 5 (importing mail 5), agents 5, SMTP accounts 2, products 1")
                .contains("are good: de, en");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void printsEveryProblemOfConfAndEndsWith78() throws IOException {
        Files.writeString(directory.resolve("conf/agents/eve.properties"), "name = Eve\nadress = eve@example.net\n");
        assertThat(check()).isEqualTo(78);
        assertThat(err.toString())
                .contains("agents/eve.properties: addresses: found nothing")
                .contains("agents/eve.properties:2: adress: found an unknown key")
                .contains("2 problems in " + directory.resolve("conf"));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void printsEveryProblemOfTemplatesAndEndsWith78() throws IOException {
        Files.writeString(directory.resolve("templates/en/auto-response.txt"), "Subject: Hello\n\n{{ nonsense }}\n");
        assertThat(check()).isEqualTo(78);
        assertThat(err.toString())
                .contains("en/auto-response.txt:3")
                .contains("nonsense")
                .contains("Conf is good.");
    }

    @Test
    void saysWhichDepartmentsLanguageHasNoTemplates() throws IOException {
        Path sales = directory.resolve("conf/departments/sales.properties");
        Files.writeString(sales, Files.readString(sales) + "language = fr\n");
        assertThat(check()).isZero();
        assertThat(out.toString()).contains("Note: there are no templates in fr, the language of sales");
    }

    @Test
    void saysWhichGroupHasNobodyToAnswer() throws IOException {
        Path emma = directory.resolve("conf/agents/emma.properties");
        Files.writeString(
                emma,
                Files.readString(emma).replace("role.warehouse = manager", "").replace(", warehouse", ""));
        assertThat(check()).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("nobody in group")))
                .containsExactly(
                        "Note: there is nobody in group warehouse/front-line, and no manager of the department;"
                                + " admins are told of its tickets.");
    }

    @Test
    void saysThatAnEmbeddedDatabaseIsLeftBehind() throws IOException {
        Path embedded = Files.createDirectory(directory.resolve("data")).resolve("postroom.db");
        Files.writeString(embedded, "");
        Files.writeString(
                directory.resolve("conf/postroom.properties"),
                "\ndatabase.url = mariadb://127.0.0.1:1/postroom\ndatabase.user = postroom\n",
                StandardOpenOption.APPEND);
        assertThat(check()).isZero();
        assertThat(out.toString()).contains("there is an embedded database " + embedded, "does not come along");
    }

    @Test
    void refusesAConfThatNamesADepartmentWithTicketsNoMore() throws IOException {
        Ids ids = new Ids(InstantSource.system(), 1);
        GroupId gone = new GroupId(new DepartmentId("returns"), "front-line");
        NewTicket ticket = new NewTicket(
                "RET", gone, new Ticket.Matter("Too small", Optional.empty()), By.unknown(), Instant.now());
        try (Database database =
                Database.open(DatabaseSettings.embedded(Files.createDirectories(directory.resolve("data"))))) {
            assertThat(check()).isZero();
            database.change(transaction -> TicketStore.jdbi(ids).open(transaction, ticket));
            assertThat(check()).isEqualTo(78);
        }
        assertThat(err.toString().lines())
                .containsExactly(
                        "Department returns has 1 ticket, but is not in conf: restore"
                                + " departments/returns.properties, or run `postroom department retire returns --to DEPARTMENT`.");
    }

    private int check() {
        return CheckCommand.check(
                directory.resolve("conf"), Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
