package org.postroom.config;

import java.util.Optional;
import java.util.Set;

/** Values that name another conf file. */
final class References {
    private final ConfFiles files;

    References(ConfFiles files) {
        this.files = files;
    }

    /** The id written, if there is such a file; where none is written, the only one there is. */
    Optional<String> oneOrOnly(Values values, Key<String> key, FileKind kind) {
        Set<String> ids = files.ids(kind);
        if (values.has(key)) {
            return values.find(key).filter(id -> exists(values, key.name(), id, kind));
        }
        if (ids.size() != 1) {
            values.fault(key, "nothing", allowed(kind), "This key must be there.");
            return Optional.empty();
        }
        return ids.stream().findFirst();
    }

    /** Whether there is a file of this kind and id; else it is a problem of this key. */
    boolean exists(Values values, String key, String id, FileKind kind) {
        Set<String> ids = files.ids(kind);
        if (!ids.contains(id)) {
            values.fault(
                    key,
                    "'" + id + "', which is no file in " + kind.folder() + "/",
                    allowed(kind),
                    Nearest.hint(id, ids));
        }
        return ids.contains(id);
    }

    private String allowed(FileKind kind) {
        Set<String> ids = files.ids(kind);
        return ids.isEmpty()
                ? "the name of a file in " + kind.folder() + "/, where there is none yet"
                : "one of " + String.join(", ", ids);
    }
}
