package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    @ParameterizedTest
    @MethodSource("commands")
    void eachIsInThePaperOnOperating(List<String> command) throws IOException {
        String paper = Files.readString(Path.of(OPERATING)).replaceAll("\\s+", " ");
        String whole = String.join(" ", command);
        assertThat(paper).as(OPERATING).contains(whole);
    }
}
