package org.postroom.template;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Something a template may name.
 *
 * @param name dotted, such as {@code ticket.number}
 * @param meaning one sentence for whoever edits templates
 * @param sample a value as it could be: a String, a Boolean, or a List of Maps of Strings
 */
public record Variable(String name, String meaning, Object sample) {
    /** Throws IllegalArgumentException when the sample is of another kind. */
    public Variable {
        Values.check(name, sample);
    }

    /** Whether it is a list to go through with {@code for}. */
    public boolean isList() {
        return sample instanceof List;
    }

    /** Whether it is yes or no. */
    public boolean isFlag() {
        return sample instanceof Boolean;
    }

    /** What each element of a list has; empty for anything but a list. */
    public List<String> fields() {
        TreeSet<String> fields = new TreeSet<>();
        if (sample instanceof List<?> list) {
            list.forEach(item -> ((Map<?, ?>) item).keySet().forEach(key -> fields.add((String) key)));
        }
        return List.copyOf(fields);
    }
}
