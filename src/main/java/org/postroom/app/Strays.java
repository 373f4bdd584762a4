package org.postroom.app;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.storage.Database;
import org.postroom.ticket.TicketLists;

/** Tickets of departments that conf names no more, as after a file was renamed or deleted (SPEC A8). */
public final class Strays {
    private Strays() {}

    /** A sentence for each such department, saying what to do; none when all is well. */
    public static List<String> sentences(Database database, Organisation organisation) {
        Set<DepartmentId> known =
                organisation.departments().stream().map(Department::id).collect(Collectors.toSet());
        Map<String, Long> tickets = new TreeMap<>();
        database.<Map<DepartmentId, Long>>read(transaction -> TicketLists.jdbi().beside(transaction, known))
                .forEach((department, number) -> tickets.put(department.value(), number));
        return tickets.entrySet().stream()
                .map(stray -> sentence(stray.getKey(), stray.getValue()))
                .toList();
    }

    private static String sentence(String department, long tickets) {
        return "Department " + department + " has " + tickets + (tickets == 1 ? " ticket" : " tickets")
                + ", but is not in conf: restore departments/" + department
                + ".properties, or run `postroom department retire " + department + " --to DEPARTMENT`.";
    }
}
