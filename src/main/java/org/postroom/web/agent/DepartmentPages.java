package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Reach;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ProductCount;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;

/** The departments: whether their mail comes in, who works there, how much waits (SPEC A7). */
final class DepartmentPages {
    /** Counting on would take longer than a page may. */
    private static final int MOST_COUNTED = 10_000;

    private final Workroom room;
    private final DaemonView daemon;

    DepartmentPages(Workroom room, DaemonView daemon) {
        this.room = room;
        this.daemon = daemon;
    }

    List<Route> routes() {
        return List.of(Route.get("/departments", new Permission.LoggedIn(), this::list));
    }

    /** A product that a department offers, with its tickets there; {@code more}: there are more than told. */
    record ProductRow(String name, long active, long all, boolean more) {}

    /**
     * A line of the list.
     *
     * @param mailbox the one that is imported, if any
     * @param active tickets
     * @param products those offered
     * @param tickets where they are listed; empty when the visitor sees none of them
     */
    record Row(
            Department department,
            String brand,
            Optional<MailboxLine> mailbox,
            List<String> agents,
            int active,
            List<ProductRow> products,
            Optional<String> tickets) {}

    private Reply list(Visit visit) {
        Map<DepartmentId, MailboxLine> mailboxes = daemon.mailboxes().get().stream()
                .collect(Collectors.toMap(MailboxLine::department, Function.identity(), (first, _) -> first));
        return room.read(transaction -> {
            Map<DepartmentId, Integer> active = room.stores().lists().activePerDepartment(transaction);
            Reach reach = room.policy().reachOf(visit.agent());
            List<Row> rows = new ArrayList<>();
            for (Department department : byName(room.organisation().get())) {
                DepartmentId id = department.id();
                rows.add(row(
                        department,
                        Optional.ofNullable(mailboxes.get(id)),
                        active.getOrDefault(id, 0),
                        products(transaction, id),
                        reach));
            }
            Map<String, Object> model =
                    Map.of("rows", rows, "nodes", daemon.nodes().get());
            return room.look().page("departments", visit, Frame.around(room, transaction, visit, "departments", model));
        });
    }

    private List<ProductRow> products(Transaction transaction, DepartmentId department) {
        return room.organisation().get().productsOf(department).stream()
                .map(product -> {
                    ProductCount count =
                            room.stores().lists().ofProduct(transaction, department, product.id(), MOST_COUNTED);
                    return new ProductRow(product.name(), count.active(), count.all(), count.all() == MOST_COUNTED);
                })
                .toList();
    }

    private Row row(
            Department department, Optional<MailboxLine> mailbox, int active, List<ProductRow> products, Reach reach) {
        Organisation organisation = room.organisation().get();
        return new Row(
                department,
                organisation.brandOf(department).name(),
                mailbox,
                organisation.membersOf(department.id()).stream()
                        .map(Agent::name)
                        .sorted(String.CASE_INSENSITIVE_ORDER)
                        .toList(),
                active,
                products,
                Optional.of("/tickets?place=" + department.id()).filter(_ -> isWithin(reach, department.id())));
    }

    private static boolean isWithin(Reach reach, DepartmentId department) {
        return reach.departments().contains(department)
                || reach.groups().stream().anyMatch(group -> group.department().equals(department));
    }

    private static List<Department> byName(Organisation organisation) {
        return organisation.departments().stream()
                .sorted(Comparator.comparing(Department::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }
}
