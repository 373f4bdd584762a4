package org.postroom.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The keys of one conf file with what it includes, as written.
 *
 * @param name relative to the conf folder
 */
record ConfFile(String name, Map<String, Entry> entries) {
    ConfFile {
        entries = new LinkedHashMap<>(entries);
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    Collection<Entry> all() {
        return entries.values();
    }

    /** The same file with some values replaced or added by the program. */
    ConfFile overridden(Map<String, String> values) {
        Map<String, Entry> replaced = new LinkedHashMap<>(entries);
        values.forEach((key, value) -> replaced.put(key, new Entry(key, value, Place.of(name), 0)));
        return new ConfFile(name, replaced);
    }
}
