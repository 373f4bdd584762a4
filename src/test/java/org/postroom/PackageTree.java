package org.postroom;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Optional;

/**
 * The packages in layers, lowest first. A package imports what lies below it and, without cycles, its neighbours in the
 * same layer; adapters never import each other.
 */
final class PackageTree {

    private static final String BASE = "org.postroom";

    private static final List<String> ADAPTERS = List.of(
            "mailbox",
            "mailbox.imap",
            "mailbox.pop",
            "outbound.smtp",
            "web",
            "web.agent",
            "web.customer",
            "web.login",
            "web.mailview");

    private static final List<List<String>> LAYERS = List.of(
            List.of("mail", "schedule", "metrics"),
            List.of(
                    "mail.parse",
                    "mail.tnef",
                    "mail.calendar",
                    "mail.quote",
                    "mail.compose",
                    "template",
                    "storage",
                    "cluster"),
            List.of("agent", "ticket", "knowledge", "search"),
            List.of("conversation", "bounce", "autoreply", "notify", "outbound", "assign", "view", "storm"),
            List.of("desk"),
            List.of("intake"),
            ADAPTERS,
            List.of("config"),
            List.of("app", "app.demo"),
            List.of("cli"),
            List.of(""));

    ArchCondition<JavaClass> importOnlyDownwards() {
        return new ArchCondition<>("import only what lies below") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (layer(type).isEmpty()) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getName() + " is in a package that the tree does not have"));
                }
                type.getDirectDependenciesFromSelf().stream()
                        .filter(PackageTree::forbidden)
                        .forEach(found -> events.add(SimpleConditionEvent.violated(type, found.getDescription())));
            }
        };
    }

    private static boolean forbidden(Dependency dependency) {
        JavaClass from = dependency.getOriginClass();
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        Optional<Integer> below = layer(to);
        Optional<Integer> above = layer(from);
        if (below.isEmpty() || above.isEmpty()) {
            return false;
        }
        return below.get() > above.get() || differentAdapters(name(from), name(to));
    }

    private static boolean differentAdapters(String from, String to) {
        return ADAPTERS.contains(from)
                && ADAPTERS.contains(to)
                && !adapter(from).equals(adapter(to));
    }

    private static String adapter(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static Optional<Integer> layer(JavaClass type) {
        String name = name(type);
        return LAYERS.stream()
                .filter(layer -> layer.contains(name))
                .map(LAYERS::indexOf)
                .findFirst();
    }

    /** The package below {@code org.postroom}: empty for Main's own, the whole name for a foreign one. */
    private static String name(JavaClass type) {
        String name = type.getPackageName();
        if (name.equals(BASE)) {
            return "";
        }
        return name.startsWith(BASE + ".") ? name.substring(BASE.length() + 1) : name;
    }
}
