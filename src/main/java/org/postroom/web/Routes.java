package org.postroom.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The route table. */
public final class Routes {
    private final List<Route> routes;

    /** Throws IllegalArgumentException when two routes have the same method and path. */
    public Routes(Collection<Route> routes) {
        this.routes = List.copyOf(routes);
        List<String> seen = new ArrayList<>();
        for (Route route : routes) {
            String line = route.method() + " " + route.path();
            if (seen.contains(line)) {
                throw new IllegalArgumentException("Two routes: " + line);
            }
            seen.add(line);
        }
    }

    /** All of them, as they were given. */
    public List<Route> all() {
        return routes;
    }

    /** Where a request leads. */
    sealed interface Way {
        /** To this route. */
        record To(Route route, Map<String, String> path) implements Way {}

        /** Nothing is there for this method, but for others. */
        record OtherMethod(Set<Method> allowed) implements Way {}

        /** Nothing is there. */
        record Nowhere() implements Way {}
    }

    Way find(Optional<Method> method, String path) {
        Set<Method> allowed = EnumSet.noneOf(Method.class);
        for (Route route : routes) {
            Optional<Map<String, String>> match = route.match(path);
            if (match.isPresent()) {
                if (method.filter(route.method()::equals).isPresent()) {
                    return new Way.To(route, match.get());
                }
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty() ? new Way.Nowhere() : new Way.OtherMethod(allowed);
    }
}
