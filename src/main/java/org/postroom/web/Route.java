package org.postroom.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the route table.
 *
 * @param path such as {@code /tickets/{ticket}/answer}; a segment in braces takes any one segment, under that name
 * @param permission what it takes to be let in
 */
public record Route(Method method, String path, Permission permission, Page page) {
    /** Throws IllegalArgumentException when the permission needs a ticket and the path names none. */
    public Route {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("A path begins with a slash: " + path);
        }
        if (permission instanceof Permission.OnTicket && !path.contains("/{ticket}")) {
            throw new IllegalArgumentException("No {ticket} in " + path);
        }
    }

    /** A route that only shows. */
    public static Route get(String path, Permission permission, Page page) {
        return new Route(Method.GET, path, permission, page);
    }

    /** A route that acts. */
    public static Route post(String path, Permission permission, Page page) {
        return new Route(Method.POST, path, permission, page);
    }

    /** What the segments in braces are in this path; empty when it is another route's. */
    Optional<Map<String, String>> match(String asked) {
        List<String> own = segments(path);
        List<String> theirs = segments(asked);
        if (own.size() != theirs.size()) {
            return Optional.empty();
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            String segment = own.get(i);
            if (segment.startsWith("{")) {
                named.put(segment.substring(1, segment.length() - 1), theirs.get(i));
            } else if (!segment.equals(theirs.get(i))) {
                return Optional.empty();
            }
        }
        return named.containsValue("") ? Optional.empty() : Optional.of(named);
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>(List.of(path.split("/", -1)));
        segments.removeFirst();
        return segments;
    }
}
