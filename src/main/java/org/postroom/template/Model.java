package org.postroom.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a template is filled with: values by dotted name. Unchanging; each {@code with} is a model of its own. */
public final class Model {
    /** A model without values. */
    public static final Model EMPTY = new Model(Map.of());

    private final Map<String, Object> values;

    private Model(Map<String, Object> values) {
        this.values = values;
    }

    /** The samples of all variables of a template: what a preview shows. */
    public static Model sample(TemplateName name) {
        Map<String, Object> samples = new LinkedHashMap<>();
        name.variables().forEach(variable -> samples.put(variable.name(), variable.sample()));
        return new Model(samples);
    }

    public Model with(String name, String text) {
        return put(name, text);
    }

    public Model with(String name, boolean flag) {
        return put(name, flag);
    }

    /** A list whose elements have Strings and Booleans by name. Throws IllegalArgumentException for anything else. */
    public Model with(String name, List<? extends Map<String, ?>> items) {
        return put(name, items.stream().map(Map::copyOf).toList());
    }

    /** This model and another; the other wins. */
    public Model and(Model other) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(other.values);
        return new Model(all);
    }

    /** What the template may see, nested by the dots of the names. Throws IllegalArgumentException naming what is missing. */
    Map<String, Object> nestedFor(TemplateName template) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (Variable variable : template.variables()) {
            Object value = values.get(variable.name());
            if (value == null) {
                throw new IllegalArgumentException("The mail '" + template + "' is written without " + variable.name());
            }
            nest(root, variable.name(), value);
        }
        return root;
    }

    private Model put(String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(values);
        copy.put(name, Values.check(name, value));
        return new Model(copy);
    }

    @SuppressWarnings("unchecked")
    private static void nest(Map<String, Object> root, String name, Object value) {
        int dot = name.indexOf('.');
        if (dot < 0) {
            root.put(name, value);
        } else {
            Object branch = root.computeIfAbsent(name.substring(0, dot), _ -> new LinkedHashMap<String, Object>());
            ((Map<String, Object>) branch).put(name.substring(dot + 1), value);
        }
    }
}
