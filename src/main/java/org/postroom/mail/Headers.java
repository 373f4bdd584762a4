package org.postroom.mail;

import java.util.List;
import java.util.Optional;

/**
 * A mail's header fields in their order, unfolded, with 8-bit text made readable but encoded words (RFC 2047) left as they
 * came. Look-ups ignore the case of names.
 */
public record Headers(List<Field> fields) {
    /** One header field: name without the colon, value without leading blank. */
    public record Field(String name, String value) {}

    /** No header at all. */
    public static final Headers NONE = new Headers(List.of());

    public Headers {
        fields = List.copyOf(fields);
    }

    /** The value of the topmost field of this name. */
    public Optional<String> first(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    /** All values of this name, topmost first. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }

    /** Whether a field of this name is there, with whatever value. */
    public boolean has(String name) {
        return first(name).isPresent();
    }
}
