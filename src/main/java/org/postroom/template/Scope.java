package org.postroom.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names a place in a template may use.
 *
 * @param lists the lists, each with the fields of its elements
 * @param values everything that can be printed
 */
record Scope(Map<String, List<String>> lists, Set<String> values) {
    static Scope of(List<Variable> variables) {
        Map<String, List<String>> lists = new HashMap<>();
        Set<String> values = new TreeSet<>();
        for (Variable variable : variables) {
            if (variable.isList()) {
                lists.put(variable.name(), variable.fields());
            } else {
                values.add(variable.name());
            }
        }
        return new Scope(lists, values);
    }

    boolean isList(String name) {
        return lists.containsKey(name);
    }

    /** The scope inside a loop over a list. */
    Scope inLoop(String item, String list) {
        Set<String> more = new TreeSet<>(values);
        lists.getOrDefault(list, List.of()).forEach(field -> more.add(item + "." + field));
        return new Scope(lists, more);
    }

    /** What is wrong with a name used as a value, if anything is. */
    Optional<String> fault(String name) {
        if (values.contains(name) || isList(name)) {
            return Optional.empty();
        }
        Set<String> known = new TreeSet<>(values);
        known.addAll(lists.keySet());
        return Optional.of("Unknown variable '" + name + "'" + Nearest.hint(name, known));
    }
}
