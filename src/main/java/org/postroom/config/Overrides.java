package org.postroom.config;

import java.util.Map;

/**
 * Values that stand in for those on disk, by file ({@code postroom}, {@code departments/support}) and key: for a demo or a
 * test that runs on a conf folder as it is, with other hosts and ports.
 */
public record Overrides(Map<String, Map<String, String>> byFile) {
    public Overrides {
        byFile = Map.copyOf(byFile);
    }

    public static Overrides none() {
        return new Overrides(Map.of());
    }

    Map<String, String> of(FileKind kind, String id) {
        String file = kind.folder().isEmpty() ? id : kind.folder() + "/" + id;
        return byFile.getOrDefault(file, Map.of());
    }
}
