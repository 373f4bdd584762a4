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
import org.postroom.agent.ProductId;
import org.postroom.agent.SampleCompany;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Ids;
import org.postroom.ticket.By;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketStore;
import picocli.CommandLine;

class ProductCommandTest {
    private final StringWriter out = new StringWriter();

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
    void countsTheTicketsOfEachProductByDepartment() throws IOException {
        Path conf = directory.resolve("conf");
        Files.writeString(conf.resolve("products/shop.properties"), "name = Web shop\n");
        try (Database database =
                Database.open(DatabaseSettings.embedded(Files.createDirectories(directory.resolve("data"))))) {
            open(database, Optional.of(new ProductId("printer")));
            open(database, Optional.of(new ProductId("printer")));
            open(database, Optional.of(new ProductId("gone")));
            open(database, Optional.empty());
            int code = new CommandLine(new PostroomCommand())
                    .setOut(new PrintWriter(out, true))
                    .execute("product", "--conf", conf.toString(), "list");
            assertThat(code).isEqualTo(ExitCode.OK);
        }
        assertThat(out.toString().lines())
                .anySatisfy(line -> assertThat(line).matches("printer +Acme Printer +support +2 +2"))
                .anySatisfy(line -> assertThat(line).matches("shop +Web shop +sales +0 +0"))
                .anySatisfy(line -> assertThat(line).matches("gone +\\(not in conf\\) +support +1 +1"))
                .anySatisfy(line -> assertThat(line).matches("- +- +support +1 +1"));
    }

    private static void open(Database database, Optional<ProductId> product) {
        Ids ids = new Ids(InstantSource.system(), 1);
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.empty(), product);
        database.change(transaction -> TicketStore.jdbi(ids)
                .open(
                        transaction,
                        new NewTicket("SUP", SampleCompany.SUPPORT_FRONT_LINE, matter, By.unknown(), Instant.now())));
    }
}
