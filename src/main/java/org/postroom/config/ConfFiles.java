package org.postroom.config;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** The conf files that could be read, by kind and id. */
final class ConfFiles {
    private final Map<FileKind, NavigableMap<String, Values>> readable;
    private final Map<FileKind, Set<String>> ids;

    /** @param ids of all files, the unreadable ones included: a reference to those leads somewhere */
    ConfFiles(Map<FileKind, NavigableMap<String, Values>> readable, Map<FileKind, Set<String>> ids) {
        this.readable = readable;
        this.ids = ids;
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
