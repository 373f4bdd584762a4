package org.postroom.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values of one conf file, read by their keys; what is wrong with them goes to the problems. */
final class Values {
    private final ConfFile file;
    private final Interpolation interpolation;
    private final ProblemList problems;

    Values(ConfFile file, Interpolation interpolation, ProblemList problems) {
        this.file = file;
        this.interpolation = interpolation;
        this.problems = problems;
    }

    /** Keys and values as written, a line each. */
    List<String> lines() {
        return file.all().stream()
                .map(entry -> entry.key() + " = " + entry.text())
                .toList();
    }

    /** Whether the key is written. */
    boolean has(Key<?> key) {
        return file.find(key.name()).isPresent();
    }

    /** Whether any key is written that begins so. */
    boolean hasAny(String prefix) {
        return file.all().stream().anyMatch(entry -> entry.key().startsWith(prefix));
    }

    /** The value written, or the key's default. Empty when there is neither, or it is wrong. */
    <T> Optional<T> find(Key<T> key) {
        Optional<Entry> entry = file.find(key.name());
        return entry.isPresent() ? entry.flatMap(written -> read(written, key)) : absent(key);
    }

    /** As {@link #find}, for a key with a default, which also stands in for a wrong value: nothing is built of it. */
    <T> T get(Key<T> key) {
        return find(key).orElseGet(() -> defaultOf(key).orElseThrow());
    }

    /** The values of a family of keys by their last words. */
    <T> Map<String, T> family(Key<T> key) {
        Map<String, T> values = new LinkedHashMap<>();
        file.all().stream()
                .filter(entry -> key.matches(entry.key()))
                .forEach(entry -> read(entry, key)
                        .ifPresent(value -> values.put(
                                entry.key().substring(key.familyPrefix().length()), value)));
        return values;
    }

    /** A value that is right by itself but not beside the others. */
    void fault(Key<?> key, String found, String allowed, String hint) {
        fault(key.name(), found, allowed, hint);
    }

    void fault(String key, String found, String allowed, String hint) {
        problems.add(placeOf(key), key, found, allowed, hint);
    }

    /** Where a key stands; the file as a whole when it is not written. */
    Place placeOf(String key) {
        return file.find(key).map(Entry::place).orElse(Place.of(file.name()));
    }

    String fileName() {
        return file.name();
    }

    private <T> Optional<T> read(Entry entry, Key<T> key) {
        Optional<String> text = interpolation.fill(entry, problems);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value = text.filter(written -> !written.isBlank()).flatMap(key.type()::read);
        if (value.isEmpty()) {
            problems.add(
                    entry.place(),
                    entry.key(),
                    shown(entry, text.get(), key),
                    key.type().allowed(),
                    hint(entry, key));
        }
        return value;
    }

    private static String shown(Entry entry, String text, Key<?> key) {
        if (text.isBlank()) {
            return Interpolation.hasVariables(entry.text()) ? "nothing, once it is filled in" : "nothing";
        }
        return Interpolation.hasVariables(entry.text())
                ? "a value filled in from elsewhere, which is not shown"
                : key.type().shown(text);
    }

    private static String hint(Entry entry, Key<?> key) {
        return entry.text().isEmpty() || key.type().secret()
                ? ""
                : Nearest.hint(entry.text(), key.type().words());
    }

    private <T> Optional<T> absent(Key<T> key) {
        if (key.absent() instanceof Key.Absent.Required) {
            problems.add(
                    Place.of(file.name()), key.name(), "nothing", key.type().allowed(), "This key must be there.");
        }
        return defaultOf(key);
    }

    private static <T> Optional<T> defaultOf(Key<T> key) {
        return switch (key.absent()) {
            case Key.Absent.Default written -> key.type().read(written.written());
            case Key.Absent.Required _, Key.Absent.Otherwise _ -> Optional.empty();
        };
    }
}
