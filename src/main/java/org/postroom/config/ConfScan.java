package org.postroom.config;

import static org.postroom.config.FileKind.MACHINE_FILE;
import static org.postroom.config.FileKind.SUFFIX;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.postroom.agent.IdSyntax;

/** Finds the files of the conf folder, reads them, and says what does not belong there. */
final class ConfScan {
    private final Folder folder;
    private final Interpolation interpolation;
    private final Overrides overrides;
    private final ProblemList problems;
    private final Map<FileKind, NavigableMap<String, Values>> readable = new EnumMap<>(FileKind.class);
    private final Map<FileKind, Set<String>> ids = new EnumMap<>(FileKind.class);

    private ConfScan(Folder folder, Interpolation interpolation, Overrides overrides, ProblemList problems) {
        this.folder = folder;
        this.interpolation = interpolation;
        this.overrides = overrides;
        this.problems = problems;
    }

    static ConfFiles scan(Folder folder, Interpolation interpolation, Overrides overrides, ProblemList problems) {
        ConfScan scan = new ConfScan(folder, interpolation, overrides, problems);
        scan.read(FileKind.MACHINE, "postroom", folder.directory().resolve(MACHINE_FILE));
        for (FileKind kind : FileKind.values()) {
            scan.readFolder(kind);
        }
        scan.findStrays();
        return new ConfFiles(scan.readable, scan.ids);
    }

    private void readFolder(FileKind kind) {
        if (!kind.folder().isEmpty()) {
            Path directory = folder.directory().resolve(kind.folder());
            propertiesIn(directory).forEach(file -> readNamed(kind, file));
        }
    }

    private void readNamed(FileKind kind, Path file) {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - SUFFIX.length());
        if (IdSyntax.isValid(id)) {
            read(kind, id, file);
        } else {
            problems.add(folder.nameOf(file), "'" + id + "' as an id", "a file name of " + IdSyntax.RULE);
        }
    }

    private void read(FileKind kind, String id, Path file) {
        ids.computeIfAbsent(kind, _ -> new TreeSet<>()).add(id);
        ConfFileReader.read(file, folder, problems)
                .map(found -> found.overridden(overrides.of(kind, id)))
                .ifPresent(found -> keep(kind, id, found));
    }

    private void keep(FileKind kind, String id, ConfFile file) {
        file.all().stream().filter(entry -> !kind.keys().knows(entry.key())).forEach(entry -> unknown(kind, entry));
        readable.computeIfAbsent(kind, _ -> new TreeMap<>()).put(id, new Values(file, interpolation, problems));
    }

    private void unknown(FileKind kind, Entry entry) {
        String key = entry.key();
        List<String> known = kind.keys().all().stream().map(Key::name).toList();
        String hint = Nearest.to(key, known)
                .map(near -> "Did you mean " + near + "?")
                .or(() -> FileKind.withKey(key).map(other -> "It is a key of " + other.files() + "."))
                .orElse("");
        problems.add(
                entry.place(),
                key,
                "an unknown key",
                "the keys of " + kind.about() + " in docs/configuration.md",
                hint);
    }

    /** Files that look like conf and that nothing reads: most likely in the wrong folder, or under the wrong name. */
    private void findStrays() {
        propertiesIn(folder.directory())
                .forEach(file -> stray(file, file.getFileName().toString(), MACHINE_FILE));
        for (Path directory : directories()) {
            String name = directory.getFileName().toString();
            if (!FileKind.folders().contains(name)) {
                propertiesIn(directory)
                        .forEach(file -> stray(
                                file, name, Nearest.to(name, FileKind.folders()).orElse("")));
            }
        }
    }

    private void stray(Path file, String written, String meant) {
        if (folder.asked().contains(file)) {
            return;
        }
        boolean near = !meant.isEmpty() && Nearest.to(written, List.of(meant)).isPresent();
        problems.add(
                Place.of(folder.nameOf(file)),
                "",
                "a file that nothing reads or includes",
                MACHINE_FILE + " and files in " + String.join(", ", FileKind.folders()),
                near ? "Did you mean " + meant + "?" : "");
    }

    private List<Path> directories() {
        return list(folder.directory(), Files::isDirectory);
    }

    private List<Path> propertiesIn(Path directory) {
        return list(directory, ConfScan::isProperties);
    }

    private static boolean isProperties(Path file) {
        String name =
                Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
        return name.endsWith(SUFFIX) && !name.startsWith(".") && !Files.isDirectory(file);
    }

    private List<Path> list(Path directory, Predicate<Path> wanted) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(wanted).sorted().toList();
        } catch (IOException e) {
            problems.add(folder.nameOf(directory), "a folder that cannot be read", "a folder this user may read");
            return List.of();
        }
    }
}
