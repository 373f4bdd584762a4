package org.postroom.web.agent;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The time zones one chooses from: those named by continent and city. */
final class Zones {
    private static final Set<String> REGIONS = Set.of(
            "Africa",
            "America",
            "Antarctica",
            "Arctic",
            "Asia",
            "Atlantic",
            "Australia",
            "Europe",
            "Indian",
            "Pacific");

    private Zones() {}

    /**
     * A zone to choose.
     *
     * @param city without its continent
     */
    record Choice(String id, String city) {}

    /** A continent or ocean. */
    record Region(String name, List<Choice> choices) {}

    /** All of them by continent, in the order of the alphabet. */
    static List<Region> regions() {
        Map<String, List<Choice>> byRegion = ZoneRulesProvider.getAvailableZoneIds().stream()
                .filter(id -> REGIONS.contains(region(id)))
                .sorted()
                .map(Zones::choice)
                .collect(Collectors.groupingBy(choice -> region(choice.id()), TreeMap::new, Collectors.toList()));
        return byRegion.entrySet().stream()
                .map(region -> new Region(region.getKey(), region.getValue()))
                .toList();
    }

    /** Whether it can be chosen. */
    static Optional<ZoneId> parse(String id) {
        try {
            return id.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(id));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Choice choice(String id) {
        return new Choice(
                id, id.substring(id.indexOf('/') + 1).replace('_', ' ').replace("/", ", "));
    }

    private static String region(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? "" : id.substring(0, slash);
    }
}
