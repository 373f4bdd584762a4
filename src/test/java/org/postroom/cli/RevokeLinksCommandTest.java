package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.SampleCompany;
import org.postroom.conversation.ViewLinks;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Ids;
import org.postroom.ticket.By;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketStore;
import picocli.CommandLine;

class RevokeLinksCommandTest {
    private static final EmailAddress CARLA = EmailAddress.of("carla@example.net");
    private static final EmailAddress DORA = EmailAddress.of("dora@example.net");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Instant now = Instant.now();
    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final ViewLinks links = ViewLinks.jdbi(new SecureRandom());

    @TempDir
    private Path directory;

    private Database database;

    @BeforeEach
    void runBesideADaemon() throws IOException {
        copy(Path.of("conf"), directory.resolve("conf"));
        database = Database.open(DatabaseSettings.embedded(Files.createDirectories(directory.resolve("data"))));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void endsAllLinksOfATicketAndNotesIt() {
        Ticket ticket = ticket();
        List<String> its = List.of(link(ticket, CARLA), link(ticket, DORA));
        String other = link(ticket(), CARLA);

        assertThat(revoke(ticket.number().toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString().strip()).isEqualTo("2 links work no more.");
        assertThat(its).noneMatch(this::works);
        assertThat(works(other)).isTrue();
        assertThat(history(ticket)).containsExactly("Opened the ticket", "Revoked 2 links of customers to the page");
    }

    @Test
    void endsAllLinksOfAnAddressOnEveryTicket() {
        Ticket one = ticket();
        Ticket two = ticket();
        List<String> hers = List.of(link(one, CARLA), link(two, CARLA));
        String others = link(one, DORA);

        assertThat(revoke("--address", "Carla@Example.net")).isEqualTo(ExitCode.OK);
        assertThat(hers).noneMatch(this::works);
        assertThat(works(others)).isTrue();
        assertThat(history(one)).contains("Revoked the customer's link to the page");
        assertThat(history(two)).contains("Revoked the customer's link to the page");
    }

    @Test
    void saysWhenThereWasNothingToEnd() {
        Ticket ticket = ticket();
        assertThat(revoke(ticket.number().toString())).isEqualTo(ExitCode.OK);
        assertThat(out.toString().strip()).isEqualTo("There was no link that worked.");
        assertThat(history(ticket)).containsExactly("Opened the ticket");
    }

    @Test
    void saysWhatIsWrongWithTheTicketOrAddress() {
        assertThat(revoke("SUP-9999")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("there is no ticket SUP-9999.");
        assertThat(revoke("--address", "carla")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("\"carla\" is not a mail address.");
        assertThat(revoke()).isEqualTo(ExitCode.USAGE);
        assertThat(revoke("SUP-1001", "--address", CARLA.value())).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void leavesTheTicketCommandAsItWas() {
        Ticket ticket = ticket();
        assertThat(run("ticket", ticket.number().toString(), "--conf", conf())).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains(ticket.number() + "  The printer", "Opened the ticket");
        assertThat(run("ticket", "--conf", conf())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Which ticket?");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private int revoke(String... whose) {
        String[] arguments = new String[whose.length + 4];
        arguments[0] = "ticket";
        arguments[1] = "revoke-links";
        System.arraycopy(whose, 0, arguments, 2, whose.length);
        arguments[whose.length + 2] = "--conf";
        arguments[whose.length + 3] = conf();
        return run(arguments);
    }

    private String conf() {
        return directory.resolve("conf").toString();
    }

    private int run(String... arguments) {
        return new CommandLine(new PostroomCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Ticket ticket() {
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.empty());
        NewTicket wanted = new NewTicket("SUP", SampleCompany.SUPPORT_FRONT_LINE, matter, By.unknown(), now);
        return database.write(transaction -> {
            Ticket ticket = TicketStore.jdbi(ids).open(transaction, wanted);
            HistoryStore.jdbi(ids)
                    .add(
                            transaction,
                            ticket.id(),
                            new TicketEvent.Opened(By.unknown()),
                            now,
                            Optional.empty(),
                            Map.of());
            return ticket;
        });
    }

    private String link(Ticket ticket, EmailAddress address) {
        return database.write(transaction -> links.create(transaction, ticket.id(), address, now, Duration.ofDays(1)));
    }

    private boolean works(String token) {
        return database.<Boolean>read(
                transaction -> links.find(transaction, token, now).isPresent());
    }

    private List<String> history(Ticket ticket) {
        return database.<List<String>>read(
                transaction -> HistoryStore.jdbi(ids).history(transaction, ticket.id()).stream()
                        .map(HistoryLine::detail)
                        .toList());
    }
}
