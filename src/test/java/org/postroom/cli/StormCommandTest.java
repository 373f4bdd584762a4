package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.DepartmentId;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.Occasion;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Ids;
import org.postroom.storm.StormStore;
import org.postroom.storm.WithheldAnswer;
import org.postroom.ticket.TicketId;

class StormCommandTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @BeforeEach
    void aStormGoesOn() throws Exception {
        Path from = Path.of("conf");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve("conf").resolve(from.relativize(file)));
            }
        }
        StormStore storms = StormStore.jdbi(new Ids(InstantSource.fixed(NOW), 1));
        WithheldAnswer.Wish wish = new WithheldAnswer.Wish(
                EmailAddress.of("clara@example.org"),
                new DepartmentId("support"),
                new TicketId(42),
                Optional.of(7L),
                Occasion.NEW_TICKET);
        try (Database database =
                Database.open(DatabaseSettings.embedded(Files.createDirectories(directory.resolve("data"))))) {
            database.change(transaction -> {
                storms.withheld(transaction, new Limit("domain:example.org", 100, Duration.ofHours(1)), wish, NOW);
                storms.withheld(transaction, new Limit("domain:example.org", 100, Duration.ofHours(1)), wish, NOW);
            });
        }
    }

    @Test
    void listsAndShowsWhatIsHeldBack() {
        assertThat(run("storm", "list")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().strip())
                .isEqualTo("domain:example.org  open  since 2026-03-02T09:00:00Z  last 2026-03-02T09:00:00Z"
                        + "  held back 2  limit 100 in 60 minutes");
        assertThat(run("storm", "show", "domain:example.org")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("  2026-03-02T09:00:00Z  withheld  support  (deleted)  to clara@example.org");
    }

    @Test
    void tellsProgramsTheSameAsJson() {
        assertThat(run("storm", "list", "--json")).isEqualTo(ExitCode.OK);
        String storm = "{\"breaker\": \"domain:example.org\", \"open\": true, \"opened_at\": \"2026-03-02T09:00:00Z\","
                + " \"last_at\": \"2026-03-02T09:00:00Z\", \"ended_at\": null, \"ended_by\": null, \"held_back\": 2,"
                + " \"limit\": \"100 in 60 minutes\"}";
        assertThat(out.toString().strip()).isEqualTo(storm);
        out.getBuffer().setLength(0);
        assertThat(run("storm", "show", "domain:example.org", "--json")).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines())
                .hasSize(3)
                .contains(storm)
                .contains("{\"at\": \"2026-03-02T09:00:00Z\", \"state\": \"withheld\", \"department\": \"support\","
                        + " \"ticket\": null, \"to\": \"clara@example.org\"}");
    }

    @Test
    void releasesOnceAndSendsOnlyWhenAsked() {
        assertThat(run("release", "domain:example.org", "--send")).isEqualTo(ExitCode.OK);
        assertThat(run("release", "domain:example.org")).isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("The storm is over. 2 answers are to be sent;")
                .contains("The storm was over already. 0 answers will not be sent.");
        assertThat(run("storm", "list")).isEqualTo(ExitCode.OK);
        assertThat(run("storm", "list", "--all")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).containsOnlyOnce("held back 2");
        run("storm", "show", "domain:example.org");
        assertThat(out.toString()).contains("  released  support");
    }

    @Test
    void namesNoStormThatIsNotThere() {
        assertThat(run("storm", "show", "in-all")).isEqualTo(ExitCode.FAILED);
        assertThat(run("release", "in-all")).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("postroom storm list --all");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--conf", directory.resolve("conf").toString()));
        return PostroomCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }
}
