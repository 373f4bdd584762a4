package org.postroom.cluster;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Fingerprints of the keys of reply tokens, by the keys' ids. Which nodes must have alike, or they cannot read each other's. */
public record KeyPrints(Map<Integer, String> byId) {
    /** Of no keys at all. */
    public static final KeyPrints NONE = new KeyPrints(Map.of());

    public KeyPrints {
        byId = Map.copyOf(byId);
    }

    /** The ids under which both have a key, and not the same one. */
    public Set<Integer> contradictions(KeyPrints other) {
        Set<Integer> ids = new TreeSet<>(byId.keySet());
        ids.retainAll(other.byId.keySet());
        ids.removeIf(id -> Objects.equals(byId.get(id), other.byId.get(id)));
        return ids;
    }

    /** The ids of keys that the other has and these do not. */
    public Set<Integer> missing(KeyPrints other) {
        Set<Integer> ids = new TreeSet<>(other.byId.keySet());
        ids.removeAll(byId.keySet());
        return ids;
    }

    String text() {
        return new TreeMap<>(byId)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(" "));
    }

    static KeyPrints parse(String text) {
        Map<Integer, String> byId = new TreeMap<>();
        for (String word : text.split(" ")) {
            int colon = word.indexOf(':');
            if (colon > 0) {
                byId.put(Integer.valueOf(word.substring(0, colon)), word.substring(colon + 1));
            }
        }
        return new KeyPrints(byId);
    }
}
