package org.postroom.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of one kind of file: a subclass declares each once, as a field, in the order in which people read them. */
abstract class KeyTable {
    private final List<Key<?>> keys = new ArrayList<>();

    /** All keys, in order. */
    final List<Key<?>> all() {
        return List.copyOf(keys);
    }

    final boolean knows(String written) {
        return find(written).isPresent();
    }

    final Optional<Key<?>> find(String written) {
        return keys.stream().filter(key -> key.matches(written)).findFirst();
    }

    final <T> Key<T> required(String name, ValueType<T> type, String example, String sentence) {
        return add(new Key<>(name, type, new Key.Absent.Required(), example, sentence));
    }

    /** A key that has this value, as one would write it, when it is left out. */
    final <T> Key<T> key(String name, ValueType<T> type, String otherwise, String example, String sentence) {
        return add(new Key<>(name, type, new Key.Absent.Default(otherwise), example, sentence));
    }

    /** A key that may be left out; what holds then is described. */
    final <T> Key<T> optional(String name, ValueType<T> type, String otherwise, String example, String sentence) {
        return add(new Key<>(name, type, new Key.Absent.Otherwise(otherwise), example, sentence));
    }

    private <T> Key<T> add(Key<T> key) {
        keys.add(key);
        return key;
    }
}
