package org.postroom.cli;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.AgentId;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.ProductId;
import org.postroom.mail.Bytes;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleStore;
import org.postroom.ticket.By;
import org.postroom.ticket.HistoryLine;
import org.postroom.ticket.HistoryStore;
import org.postroom.ticket.NewTicket;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketDesk;
import org.postroom.ticket.TicketEvent;
import org.postroom.ticket.TicketNumber;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.TicketStore;
import org.postroom.ticket.Way;

/** Beside a daemon that holds the database, as is usual. */
class RetireCommandTest {
    private static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Ids ids = new Ids(InstantSource.system(), 1);
    private final TicketStore tickets = TicketStore.jdbi(ids);
    private final HistoryStore history = HistoryStore.jdbi(ids);
    private final TicketDesk desk = new TicketDesk(tickets, history, InstantSource.system());

    @TempDir
    private Path directory;

    private Database database;

    @BeforeEach
    void copyTheShippedConf() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("conf"))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.toString()));
            }
        }
        database = Database.open(DatabaseSettings.embedded(Files.createDirectories(directory.resolve("data"))));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void saysHowManyTicketsThereAreAndChangesNothingWithoutBeingToldWhoGetsThem() {
        Ticket ticket = open("support", Optional.empty());
        open("support", Optional.empty());

        assertThat(run("retire", "support")).isEqualTo(ExitCode.USAGE);

        assertThat(out.toString()).contains("Department support has 2 tickets. Nothing was changed.");
        assertThat(err.toString()).contains("postroom department retire support --to DEPARTMENT");
        assertThat(now(ticket)).isEqualTo(ticket);
    }

    @Test
    void refusesToTakeTicketsAwayFromADepartmentThatGetsNewOnes() {
        Ticket ticket = open("support", Optional.empty());
        assertThat(run("retire", "support", "--to", "sales")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Set enabled = off in departments/support.properties");
        assertThat(now(ticket)).isEqualTo(ticket);
    }

    @Test
    void handsOverTicketsOfAnyStateWithNumberStateAndTimesAndNotesItInTheirHistory() throws IOException {
        off("support");
        List<Ticket> all = new ArrayList<>();
        for (TicketState state : TicketState.values()) {
            all.add(in(state, open("support", Optional.of(new ProductId("printer")))));
        }
        Ticket other = open("billing", Optional.empty());

        assertThat(run("retire", "support", "--to", "sales")).isEqualTo(ExitCode.OK);

        assertThat(out.toString()).contains("Handed over 5 tickets of department support to sales/front-line.");
        assertThat(all).allSatisfy(before -> {
            Ticket after = now(before);
            assertThat(after.group()).hasToString("sales/front-line");
            assertThat(after.number()).isEqualTo(before.number());
            assertThat(after.state()).isEqualTo(before.state());
            assertThat(after.times()).isEqualTo(before.times());
            assertThat(after.assignee()).isEmpty();
            assertThat(after.product()).as("which sales does not offer").isEmpty();
            HistoryLine last = database.<List<HistoryLine>>read(t -> history.history(t, before.id()))
                    .getLast();
            assertThat(last.kind()).isEqualTo("handed-over");
            assertThat(last.by()).isEqualTo(By.postroom(Way.CLI));
        });
        assertThat(now(other)).isEqualTo(other);
    }

    @Test
    void goesThroughManyTicketsInBatchesAndIsDoneOnce() throws IOException {
        off("support");
        for (int i = 0; i < 250; i++) {
            open("support", Optional.empty());
        }
        assertThat(run("retire", "support", "--to", "technical")).isEqualTo(ExitCode.OK);
        assertThat(run("retire", "support", "--to", "technical")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains(
                        "Handed over 250 tickets of department support", "Handed over 0 tickets of department support");
    }

    @Test
    void handsOverWhatADepartmentLeftBehindThatConfNamesNoMore() {
        Ticket stray = open("returns", Optional.empty());
        assertThat(run("retire", "returns", "--to", "billing/front-line")).isEqualTo(ExitCode.OK);
        assertThat(now(stray).department()).hasToString("billing");
        assertThat(out.toString()).contains("Conf names the department no more");
    }

    @Test
    void exportsEverythingOfItIntoAFolderThatIsThereWholeOrNotAtAll() throws IOException {
        Ticket ticket = open("support", Optional.of(new ProductId("printer")));
        open("billing", Optional.empty());
        Bytes mail = Bytes.of("Subject: Ink\r\n\r\nIt is \"empty\".\r\n");
        write(ticket, mail);
        Path folder = directory.resolve("export");

        assertThat(run("retire", "support", "--export", folder.toString())).isEqualTo(ExitCode.OK);

        assertThat(now(ticket).department()).as("an export changes nothing").hasToString("support");
        assertThat(Files.readAllLines(folder.resolve("tickets.jsonl")))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains("\"number\": \"SUP-1001\"", "\"product\": \"printer\"", "\"state\": \"active\"");
        String article = Files.readString(folder.resolve("articles.jsonl"));
        assertThat(article)
                .contains("\"text\": \"It is \\\"empty\\\".\"", "\"mail\": \"mails/")
                .endsWith("}\n");
        try (Stream<Path> mails = Files.list(folder.resolve("mails"))) {
            assertThat(mails).singleElement().satisfies(file -> {
                assertThat(file).hasBinaryContent(mail.toArray());
                assertThat(Files.readString(folder.resolve("SHA256SUMS")))
                        .contains(mail.sha256() + "  mails/" + file.getFileName());
            });
        }
        assertThat(Files.readString(folder.resolve("SHA256SUMS"))).contains("  tickets.jsonl", "  articles.jsonl");
        assertThat(directory.resolve("export.part")).doesNotExist();
        assertThat(out.toString()).contains("Exported 1 ticket of department support");

        assertThat(run("retire", "support", "--export", folder.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("is there already");
    }

    @Test
    void handsNothingOverWhenTheExportFails() throws IOException {
        off("support");
        Ticket ticket = open("support", Optional.empty());
        Files.createDirectory(directory.resolve("export.part"));
        assertThat(run(
                        "retire",
                        "support",
                        "--to",
                        "sales",
                        "--export",
                        directory.resolve("export").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("left of an export that was broken off");
        assertThat(now(ticket)).isEqualTo(ticket);
    }

    private void write(Ticket ticket, Bytes mail) {
        database.change(transaction -> {
            long raw = RawStore.jdbi(ids).put(transaction, mail);
            ArticleStore.jdbi(ids)
                    .add(
                            transaction,
                            ticket.id(),
                            new Article.Content(
                                    Article.Kind.CUSTOMER_MAIL,
                                    Article.Visibility.PUBLIC,
                                    By.unknown(),
                                    Article.Addresses.NONE,
                                    "Ink",
                                    Optional.empty(),
                                    "It is \"empty\".",
                                    new Article.Source(Optional.empty(), Optional.of(raw), false),
                                    List.of()),
                            OPENED);
        });
    }

    @Test
    void deletesWhatItHasWrittenDownOnceItIsToldTwice() throws IOException {
        off("support");
        Ticket ticket = open("support", Optional.of(new ProductId("printer")));
        Ticket other = open("billing", Optional.empty());
        write(ticket, Bytes.of("Subject: Ink\r\n\r\nIt is \"empty\".\r\n"));
        String folder = directory.resolve("export").toString();

        assertThat(run("retire", "support", "--delete", "--yes")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--delete wants --export FOLDER beside it");
        assertThat(run("retire", "support", "--delete", "--export", folder)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("deleting cannot be taken back; say --yes");
        assertThat(run("retire", "support", "--delete", "--yes", "--export", folder, "--to", "sales"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(now(ticket)).isEqualTo(ticket);
        assertThat(directory.resolve("export")).doesNotExist();

        assertThat(run("retire", "support", "--delete", "--yes", "--export", folder))
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString())
                .contains("Exported 1 ticket of department support", "Deleted 1 ticket of department");
        assertThat(Files.readString(directory.resolve("export/articles.jsonl"))).contains("It is \\\"empty\\\".");
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, ticket.id())))
                .isEmpty();
        assertThat(now(other)).isEqualTo(other);
    }

    @Test
    void writesDownAndDeletesWhatBecamePartOfATicketWhereverItWas() throws IOException {
        off("support");
        Ticket left = open("support", Optional.empty());
        Ticket later = open("support", Optional.empty());
        Ticket elsewhere = open("billing", Optional.empty());
        By anna = By.agent(new AgentId("anna"), Way.PAGE);
        database.change(transaction -> Stream.of(later, elsewhere).forEach(ticket -> {
            desk.apply(transaction, ticket.id(), new TicketEvent.MergedInto(anna, left.number()));
            tickets.merge(transaction, ticket.id(), left.id());
        }));

        assertThat(run(
                        "retire",
                        "support",
                        "--delete",
                        "--yes",
                        "--export",
                        directory.resolve("x").toString()))
                .isEqualTo(ExitCode.OK);

        assertThat(Files.readAllLines(directory.resolve("x/tickets.jsonl"))).hasSize(3);
        assertThat(out.toString()).contains("Deleted 2 tickets of department support");
        assertThat(database.<List<Ticket>>read(t -> tickets.latest(t, 10))).isEmpty();
        assertThat(database.<Optional<Ticket>>read(t -> tickets.find(t, elsewhere.id())))
                .isEmpty();
    }

    @Test
    void deletesNothingOfADepartmentThatIsOn() {
        Ticket ticket = open("support", Optional.empty());
        assertThat(run(
                        "retire",
                        "support",
                        "--delete",
                        "--yes",
                        "--export",
                        directory.resolve("export").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Set enabled = off in departments/support.properties");
        assertThat(now(ticket)).isEqualTo(ticket);
    }

    @Test
    void refusesWhatCannotBe() throws IOException {
        off("support");
        off("warehouse");
        Ticket ticket = open("support", Optional.empty());
        assertThat(run("retire", "nowhere", "--to", "sales")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("there is no department nowhere, and no ticket of it");
        for (String target : List.of("support", "warehouse", "nowhere", "sales/nobody", "/", "")) {
            assertThat(run("retire", "support", "--to", target)).as(target).isEqualTo(ExitCode.USAGE);
        }
        assertThat(err.toString()).contains("takes no tickets. There are:", "sales/front-line");
        assertThat(run("retire", "Not An Id", "--to", "sales")).isEqualTo(ExitCode.USAGE);
        assertThat(run("retire")).isEqualTo(ExitCode.USAGE);
        assertThat(now(ticket)).isEqualTo(ticket);
    }

    private void off(String department) throws IOException {
        Path file = directory.resolve("conf/departments/" + department + ".properties");
        Files.writeString(file, Files.readString(file) + "\nenabled = off\n");
    }

    private Ticket open(String department, Optional<ProductId> product) {
        GroupId group = new GroupId(new DepartmentId(department), "front-line");
        Ticket.Matter matter = new Ticket.Matter("The printer", Optional.empty(), product);
        return database.write(t -> tickets.open(t, new NewTicket("SUP", group, matter, By.unknown(), OPENED)));
    }

    private Ticket in(TicketState state, Ticket ticket) {
        By anna = By.agent(new AgentId("anna"), Way.PAGE);
        database.change(transaction -> {
            desk.apply(transaction, ticket.id(), new TicketEvent.Taken(anna, new AgentId("anna")));
            switch (state) {
                case ACTIVE, WAITING -> {}
                case CLOSED -> desk.apply(transaction, ticket.id(), new TicketEvent.Closed(anna));
                case LOCKED -> desk.apply(transaction, ticket.id(), new TicketEvent.Locked(anna));
                case MERGED ->
                    desk.apply(transaction, ticket.id(), new TicketEvent.MergedInto(anna, new TicketNumber("SUP", 7)));
            }
        });
        return now(ticket);
    }

    private Ticket now(Ticket ticket) {
        return database.<Ticket>read(t -> tickets.find(t, ticket.id()).orElseThrow());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("department", "--conf", directory.resolve("conf").toString()));
        all.addAll(List.of(arguments));
        return PostroomCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(new String[0]));
    }
}
