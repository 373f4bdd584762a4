package org.postroom.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints maps and lists, as {@link JsonLine} does for programs, indented for people. What is empty is left out. */
final class Outline {
    private static final String STEP = "  ";

    private final PrintWriter out;

    Outline(PrintWriter out) {
        this.out = out;
    }

    void print(Map<String, ?> map) {
        print(map, "");
    }

    private void print(Map<?, ?> map, String indent) {
        map.forEach((key, value) -> entry(key.toString().replace('_', ' '), value, indent));
    }

    private void entry(String label, Object value, String indent) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(inner -> entry(label, inner, indent));
            case Map<?, ?> map when map.isEmpty() -> {}
            case List<?> list when list.isEmpty() -> {}
            case Map<?, ?> map -> {
                out.println(indent + label);
                print(map, indent + STEP);
            }
            case List<?> list -> {
                out.println(indent + label);
                list.forEach(item -> item(item, indent + STEP));
            }
            default -> text(label + ": " + value, indent);
        }
    }

    private void item(Object item, String indent) {
        if (item instanceof Map<?, ?> map) {
            boolean[] first = {true};
            map.forEach((key, value) -> {
                entry(key.toString().replace('_', ' '), value, first[0] ? indent + "- " : indent + STEP);
                first[0] = false;
            });
        } else {
            text("- " + item, indent);
        }
    }

    private void text(String text, String indent) {
        if (!text.endsWith(": ")) {
            out.println(TicketCommand.shown(indent + text));
        }
    }
}
