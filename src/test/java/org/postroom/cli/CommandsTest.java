package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** Whatever operators can type is explained where they look: by its own help, and in the paper on operating. */
class CommandsTest {
    private static final String OPERATING = "docs/operating.md";

    /** All of them, those below others too: {@code queue retry}. */
    static Stream<List<String>> commands() {
        List<List<String>> all = new ArrayList<>();
        collect(PostroomCommand.commandLine(), List.of(), all);
        return all.stream();
    }

    private static void collect(CommandLine above, List<String> path, List<List<String>> all) {
        above.getSubcommands().forEach((name, command) -> {
            List<String> here = new ArrayList<>(path);
            here.add(name);
            if (!name.equals("help")) {
                all.add(List.copyOf(here));
                collect(command, here, all);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachSaysWhatItDoesAndWhatItTakes(List<String> command) {
        StringWriter out = new StringWriter();
        List<String> asked = new ArrayList<>(command);
        asked.add("--help");
        assertThat(PostroomCommand.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .execute(asked.toArray(String[]::new)))
                .isEqualTo(ExitCode.OK);
        CommandLine itself = PostroomCommand.commandLine();
        for (String name : command) {
            itself = Objects.requireNonNull(itself.getSubcommands().get(name));
        }
        assertThat(itself.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(itself.getCommandSpec().args())
                .allSatisfy((ArgSpec taken) ->
                        assertThat(taken.description()).as(taken.paramLabel()).isNotEmpty());
        assertThat(out.toString())
                .contains(
                        itself.getCommandSpec().usageMessage().description()[0].split(" ")[0]);
    }

    /** People put it behind all words of a command, as behind {@code check} and {@code run}. */
    @Test
    void eachThatNeedsConfTakesItBehindItsName() {
        assertThat(commands().filter(command -> !command.contains("read"))).allSatisfy(command -> {
            CommandLine itself = PostroomCommand.commandLine();
            for (String name : command) {
                itself = Objects.requireNonNull(itself.getSubcommands().get(name));
            }
            assertThat(itself.getCommandSpec().optionsMap()).containsKey("--conf");
        });
    }

    @Test
    void aCommandBelowAnotherUsesTheConfItIsGiven(@TempDir Path conf) {
        StringWriter err = new StringWriter();
        assertThat(PostroomCommand.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute("queue", "list", "--conf", conf.resolve("none").toString()))
                .isEqualTo(ExitCode.CONFIG);
        assertThat(err.toString()).contains(conf.resolve("none").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue retry", "queue drop", "quarantine retry", "quarantine release", "ticket"})
    void aWrongCommandLineIsAnsweredWithTheUsageOfItsCommand(String command) {
        StringWriter err = new StringWriter();
        assertThat(PostroomCommand.commandLine()
                        .setErr(new PrintWriter(err, true))
                        .execute(command.split(" ")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Usage: postroom " + command);
    }

    @Test
    void filesOfAnotherUserAreNamedWithTheWayOut() {
        assertThat(PostroomCommand.sentence(new AccessDeniedException("/data/reply-token.keys")))
                .startsWith("This user may not read or write /data/reply-token.keys.")
                .contains("the daemon runs as");
        assertThat(PostroomCommand.sentence(new NoSuchFileException("/data"))).isEqualTo("There is no /data.");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachIsInThePaperOnOperating(List<String> command) throws IOException {
        String paper = Files.readString(Path.of(OPERATING)).replaceAll("\\s+", " ");
        String whole = String.join(" ", command);
        assertThat(paper).as(OPERATING).contains(whole);
    }
}
