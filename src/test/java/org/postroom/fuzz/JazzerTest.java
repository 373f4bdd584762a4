package org.postroom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets Jazzer look for inputs that break a parser's promise, hang, or need more memory than a mail may:
 * {@code ./mvnw -Pfuzz test}, with {@code -Dfuzz.seconds=600} for longer and {@code -Dfuzz.target=mail} for one parser. What
 * it learned stays in {@code target/fuzz}, where the next run goes on.
 */
@Tag("fuzz")
class JazzerTest {
    private static final int USUAL_SECONDS = 60;
    /** For one input, with all that Jazzer does beside it; the first one loads the parser. */
    private static final int LONGEST_SECONDS = 30;

    /** 256 MB for the mail; Jazzer takes the rest. */
    private static final String HEAP = "-Xmx512m";

    private static final Path DIRECTORY = Path.of("target/fuzz");

    @ParameterizedTest
    @EnumSource
    void findsNothing(FuzzTarget target) throws IOException, InterruptedException {
        String only = System.getProperty("fuzz.target", target.id());
        Assumptions.assumeTrue(only.equals(target.id()), "another one is fuzzed: " + only);
        Path learned = Files.createDirectories(DIRECTORY.resolve(target.id()).resolve("learned"));
        Path log = DIRECTORY.resolve(target.id()).resolve("log.txt");
        List<String> before = found(target);
        int exit = new ProcessBuilder(command(target, learned))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        System.out.println(target.id() + ": " + runs(log));
        assertThat(found(target))
                .as(
                        "Inputs that break %s, see %s. Mend it, and keep them in src/test/resources/fuzz/%s",
                        target, log, target.id())
                .isEqualTo(before);
        assertThat(exit).as("%s", log).isZero();
    }

    private static List<String> command(FuzzTarget target, Path learned) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                HEAP,
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.parser().getName(),
                "--instrumentation_includes=org.postroom.**" + File.pathSeparator + "org.apache.james.mime4j.**"
                        + File.pathSeparator + "org.jsoup.**" + File.pathSeparator + "org.owasp.html.**",
                // Servers and conf folders of the test are asked on purpose
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery" + File.pathSeparator
                        + "com.code_intelligence.jazzer.sanitizers.FilePathTraversal",
                "--reproducer_path=" + learned.getParent(),
                "-artifact_prefix=" + learned.getParent() + "/found-",
                "-max_total_time=" + Integer.getInteger("fuzz.seconds", USUAL_SECONDS),
                "-max_len=20000",
                "-timeout=" + LONGEST_SECONDS,
                "-seed=" + System.nanoTime() % 1_000_000,
                learned.toString()));
        target.directories().forEach(directory -> command.add(directory.toString()));
        return command;
    }

    private static List<String> found(FuzzTarget target) throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve(target.id()))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("found-"))
                    .sorted()
                    .toList();
        }
    }

    private static String runs(Path log) throws IOException {
        Optional<String> last = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.startsWith("Done "))
                .findFirst();
        return last.orElse("did not end well");
    }
}
