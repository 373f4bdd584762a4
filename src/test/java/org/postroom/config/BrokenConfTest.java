package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kinds of broken conf, each a folder below {@code src/test/resources/conf/broken} that is laid over the good one in
 * {@code base}, with the exact text people get in {@code expected.txt}.
 */
class BrokenConfTest {
    private static final Path RESOURCES = Path.of("src/test/resources/conf");
    private static final String EXPECTED = "expected.txt";

    @TempDir
    private Path directory;

    static List<String> cases() throws IOException {
        try (Stream<Path> cases = Files.list(RESOURCES.resolve("broken"))) {
            return cases.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void saysEverythingThatIsWrong(String name) throws IOException {
        Path broken = RESOURCES.resolve("broken").resolve(name);
        copy(RESOURCES.resolve("base"), directory);
        copy(broken, directory);
        Files.deleteIfExists(directory.resolve(EXPECTED));
        String said = ConfLoader.load(directory, Map.of()) instanceof Problems problems ? problems.toString() : "";
        if (Boolean.getBoolean("postroom.write")) {
            Files.writeString(broken.resolve(EXPECTED), said + "\n");
        }
        assertThat(said + "\n").isEqualTo(Files.readString(broken.resolve(EXPECTED)));
        assertThat(said).isNotEmpty().doesNotContain("canary");
    }

    @Test
    void theConfTheyAreLaidOverIsGood() throws IOException {
        copy(RESOURCES.resolve("base"), directory);
        assertThat(ConfLoader.load(directory, Map.of())).isInstanceOf(Conf.class);
    }

    @Test
    void saysWhereConfWasLookedForWhenThereIsNone() {
        assertThat(ConfLoader.load(directory.resolve("none"), Map.of()))
                .hasToString(directory.resolve("none")
                        + ": found no such folder; allowed: a folder with postroom.properties");
    }

    @Test
    void callsTheConfFolderItselfByItsPath() {
        assertThat(new Folder(directory).nameOf(directory)).isEqualTo(directory.toString());
    }

    @Test
    void saysWhatAnEmptyConfFolderLacks() {
        assertThat(ConfLoader.load(directory, Map.of())).hasToString("""
                        departments: found no department; allowed: at least one file, such as support.properties
                        postroom.properties: found no such file; allowed: a file of this name""");
    }

    @Test
    void saysThatAFileLeadsNowhere() throws IOException {
        copy(RESOURCES.resolve("base"), directory);
        Files.createSymbolicLink(directory.resolve("brands/gone.properties"), directory.resolve("nowhere"));
        assertThat(ConfLoader.load(directory, Map.of()).toString())
                .contains("brands/gone.properties: found no such file; allowed: a file of this name");
    }

    @Test
    void refusesAFileThatIsMuchTooLong() throws IOException {
        copy(RESOURCES.resolve("base"), directory);
        Files.write(directory.resolve("postroom.properties"), new byte[2_000_000]);
        assertThat(ConfLoader.load(directory, Map.of()))
                .hasToString("postroom.properties: found a file of 2000000 bytes; allowed: a file of at most 1 MiB");
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
