package org.postroom.agent;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** With which other departments a ticket is shared, and at which level each (SPEC F6). */
public record Sharing(Map<DepartmentId, SharingLevel> levels) {
    private static final Sharing NONE = new Sharing(Map.of());

    public Sharing {
        levels = Map.copyOf(levels);
    }

    /** With nobody. */
    public static Sharing none() {
        return NONE;
    }

    /** At which level a department shares it, if it does. */
    public Optional<SharingLevel> with(DepartmentId department) {
        return Optional.ofNullable(levels.get(department));
    }

    /** Whether some department of this agent may do this by what it shares. */
    public boolean allows(Agent who, TicketAction action) {
        return levelOf(who).filter(level -> level.allows(action)).isPresent();
    }

    /** The highest level at which a department of this agent shares it, if any does. */
    public Optional<SharingLevel> levelOf(Agent who) {
        return who.departments().stream()
                .flatMap(department -> with(department).stream())
                .min(Comparator.naturalOrder());
    }

    /** Shared with this department too, at this level. */
    public Sharing and(DepartmentId department, SharingLevel level) {
        Map<DepartmentId, SharingLevel> more = new LinkedHashMap<>(levels);
        more.put(department, level);
        return new Sharing(more);
    }

    /** Not shared with this department. */
    public Sharing without(DepartmentId department) {
        Map<DepartmentId, SharingLevel> fewer = new LinkedHashMap<>(levels);
        fewer.remove(department);
        return new Sharing(fewer);
    }
}
