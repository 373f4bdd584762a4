package org.postroom.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where conf comes from.
 *
 * @param directory made absolute
 * @param environment what {@code ${env:NAME}} stands for
 * @param overrides values that stand in for those on disk
 */
public record ConfSource(Path directory, Map<String, String> environment, Overrides overrides) {
    public ConfSource {
        directory = directory.toAbsolutePath().normalize();
        environment = Map.copyOf(environment);
    }

    /** A conf folder as it is. */
    public static ConfSource of(Path directory, Map<String, String> environment) {
        return new ConfSource(directory, environment, Overrides.none());
    }

    /** Does not show the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "ConfSource[" + directory + "]";
    }
}
