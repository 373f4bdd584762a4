package org.postroom.web.agent;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.web.Visit;

/** What pages of queue and quarantine need to know about whose rows they show. */
record Running(Organisation organisation, Agent agent) {
    static Running of(Workroom room, Visit visit) {
        return new Running(room.organisation().get(), visit.agent());
    }

    /** Whether the agent looks after this department. */
    boolean mayRun(DepartmentId department) {
        return new Policy(organisation).mayRun(agent, department);
    }

    /** The departments the agent looks after; empty: all, also those that conf names no more. */
    Optional<Set<DepartmentId>> departments() {
        return agent.admin()
                ? Optional.empty()
                : Optional.of(organisation.departments().stream()
                        .map(Department::id)
                        .filter(this::mayRun)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** A department's name, or its id when conf names it no more. */
    String name(DepartmentId department) {
        return organisation.department(department).map(organisation::nameOf).orElse(department.value());
    }

    /** The number in the path; none when it is no number. */
    static OptionalLong id(Visit visit) {
        return id(visit, "id");
    }

    /** The number in a segment of the path; none when it is no number. */
    static OptionalLong id(Visit visit, String segment) {
        String text = visit.path(segment);
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
