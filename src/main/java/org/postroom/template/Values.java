package org.postroom.template;

import java.util.List;
import java.util.Map;

/** The only values a template ever sees: strings, flags, and lists of maps of strings and flags. */
final class Values {
    private Values() {}

    /** Throws IllegalArgumentException naming the variable when its value is anything else. */
    static Object check(String name, Object value) {
        boolean fine =
                isPlain(value) || value instanceof List<?> list && list.stream().allMatch(Values::isItem);
        if (!fine) {
            throw new IllegalArgumentException("A template cannot be given " + value.getClass() + " as " + name);
        }
        return value;
    }

    private static boolean isItem(Object item) {
        return item instanceof Map<?, ?> map
                && map.keySet().stream().allMatch(String.class::isInstance)
                && map.values().stream().allMatch(Values::isPlain);
    }

    private static boolean isPlain(Object value) {
        return value instanceof String || value instanceof Boolean;
    }
}
