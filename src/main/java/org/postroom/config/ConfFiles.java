package org.postroom.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.postroom.cluster.Print;

/** The conf files that could be read, by kind and id. */
final class ConfFiles {
    private static final List<String> OF_ONE_NODE =
            List.of("data-directory ", "database.", "node.", "templates-directory ", "web.");

    private final Map<FileKind, NavigableMap<String, Values>> readable;
    private final Map<FileKind, Set<String>> ids;

    /** @param ids of all files, the unreadable ones included: a reference to those leads somewhere */
    ConfFiles(Map<FileKind, NavigableMap<String, Values>> readable, Map<FileKind, Set<String>> ids) {
        this.readable = readable;
        this.ids = ids;
    }

    /** A fingerprint of what they say, as written, but for what may well differ between nodes. */
    String print() {
        List<String> lines = new ArrayList<>();
        readable.forEach((kind, files) -> files.forEach((id, values) -> values.lines().stream()
                .filter(line -> kind != FileKind.MACHINE || OF_ONE_NODE.stream().noneMatch(line::startsWith))
                .sorted()
                .forEach(line -> lines.add(kind + " " + id + " " + line))));
        lines.sort(Comparator.naturalOrder());
        return Print.of(lines);
    }

    NavigableMap<String, Values> of(FileKind kind) {
        return readable.getOrDefault(kind, new TreeMap<>());
    }

    /** The one file of the installation, which is there. */
    Values machine() {
        return of(FileKind.MACHINE).firstEntry().getValue();
    }

    Set<String> ids(FileKind kind) {
        return ids.getOrDefault(kind, Set.of());
    }
}
