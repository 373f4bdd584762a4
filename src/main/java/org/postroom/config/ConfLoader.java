package org.postroom.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Loads a conf folder whole: into settings, or into everything that is wrong with it. */
public final class ConfLoader {
    private final Folder folder;
    private final Interpolation interpolation;
    private final Overrides overrides;
    private final ProblemList problems = new ProblemList();

    private ConfLoader(Path directory, Map<String, String> environment, Overrides overrides) {
        this.folder = new Folder(directory);
        this.interpolation = new Interpolation(folder, environment);
        this.overrides = overrides;
    }

    /** @param environment what {@code ${env:NAME}} stands for */
    public static ConfResult load(Path directory, Map<String, String> environment) {
        return load(directory, environment, Overrides.none());
    }

    /** @param overrides values that stand in for those on disk */
    public static ConfResult load(Path directory, Map<String, String> environment, Overrides overrides) {
        return loading(new ConfSource(directory, environment, overrides)).result();
    }

    /** As {@link #load}, with the files that were looked at. */
    static Loading loading(ConfSource source) {
        ConfLoader loader = new ConfLoader(source.directory(), source.environment(), source.overrides());
        ConfResult result = loader.load();
        return new Loading(result, loader.folder.asked());
    }

    /** @param files all that the result depends on, whether they are there or not */
    record Loading(ConfResult result, Set<Path> files) {}

    private ConfResult load() {
        if (!Files.isDirectory(folder.directory())) {
            problems.add(folder.directory().toString(), "no such folder", "a folder with " + FileKind.MACHINE_FILE);
            return problems.sorted();
        }
        ConfFiles files = ConfScan.scan(folder, interpolation, overrides, problems);
        if (files.ids(FileKind.DEPARTMENT).isEmpty()) {
            problems.add(
                    FileKind.DEPARTMENT.folder(), "no department", "at least one file, such as support.properties");
        }
        return files.of(FileKind.MACHINE).isEmpty()
                ? problems.sorted()
                : new ConfBuilder(folder, files, problems).build();
    }
}
