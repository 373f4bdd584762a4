package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.SampleCompany;
import org.postroom.desk.PlannedAnswer;
import org.postroom.desk.PlannedStore;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;
import picocli.CommandLine;

class TicketCommandTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final Ids ids = new Ids(InstantSource.fixed(NOW), 1);
    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void tellsOfAnswersThatWait() throws IOException {
        copy(Path.of("conf"), directory.resolve("conf"));
        DatabaseSettings settings = DatabaseSettings.embedded(Files.createDirectories(directory.resolve("data")));
        try (Database database = Database.open(settings)) {
            String number = database.write(transaction -> {
                Ticket ticket = ticket(transaction);
                plan(transaction, ticket.id());
                return ticket.number().toString();
            });
            int code = new CommandLine(new PostroomCommand())
                    .setOut(new PrintWriter(out, true))
                    .execute(
                            "ticket",
                            number,
                            "--conf",
                            directory.resolve("conf").toString());
            assertThat(code).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).contains("answer of anna waits to leave", "  | Plug it in.\ufffd[2J");
        }
    }

    private Ticket ticket(Transaction transaction) {
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.empty());
        return TicketStore.jdbi(ids)
                .open(transaction, new NewTicket("SUP", SampleCompany.SUPPORT_FRONT_LINE, matter, By.unknown(), NOW));
    }

    private void plan(Transaction transaction, TicketId ticket) {
        PlannedStore.jdbi(ids, RawStore.jdbi(ids))
                .add(
                        transaction,
                        new PlannedAnswer.Sender(SampleCompany.ANNA, ticket, Way.PAGE),
                        new PlannedAnswer.Timing(PlannedAnswer.Kind.SCHEDULED, NOW),
                        new PlannedAnswer.Content(
                                "Plug it in.\u001b[2J",
                                List.of(),
                                List.of("answer"),
                                Optional.empty(),
                                new ArticleId(0),
                                List.of()),
                        List.of(),
                        NOW);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
