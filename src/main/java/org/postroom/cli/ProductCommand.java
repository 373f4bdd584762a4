package org.postroom.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;
import org.postroom.config.Conf;
import org.postroom.storage.Database;
import org.postroom.ticket.ProductCount;
import org.postroom.ticket.TicketLists;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The products (SPEC A5). */
@Command(
        name = "product",
        description = "Products: list them with their tickets.",
        exitCodeOnInvalidInput = ExitCode.USAGE,
        mixinStandardHelpOptions = true)
final class ProductCommand {
    private static final List<String> HEAD = List.of("PRODUCT", "NAME", "DEPARTMENT", "ACTIVE TICKETS", "ALL TICKETS");

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ConfOption conf = new ConfOption();

    /** Tickets of one department about one product, or about none. */
    private record Cell(Optional<ProductId> product, DepartmentId department) {}

    @Command(
            name = "list",
            description = {
                "Lists the products by department: active tickets, and all there are.",
                "The lines with - as product tell of tickets about none."
            },
            mixinStandardHelpOptions = true)
    int list() {
        Optional<Conf> loaded = conf.load();
        if (loaded.isEmpty()) {
            return ExitCode.CONFIG;
        }
        Conf good = loaded.get();
        try (Database database = Database.openBesideDaemon(good.machine().database())) {
            List<ProductCount> counts = database.read(TicketLists.jdbi()::perProduct);
            List<List<String>> lines = new ArrayList<>(List.of(HEAD));
            counts(good.organisation(), counts).forEach((cell, count) -> lines.add(line(good, cell, count)));
            Columns.print(spec.commandLine().getOut(), lines);
        }
        return ExitCode.OK;
    }

    /** What conf offers, in its order, then whatever else tickets are about. */
    private static Map<Cell, ProductCount> counts(Organisation organisation, List<ProductCount> counts) {
        Map<Cell, ProductCount> all = new LinkedHashMap<>();
        for (Product product : organisation.products()) {
            organisation.departments().stream()
                    .map(Department::id)
                    .filter(product::isOffered)
                    .forEach(department -> all.put(
                            new Cell(Optional.of(product.id()), department),
                            new ProductCount(department, Optional.of(product.id()), 0, 0)));
        }
        counts.forEach(count -> all.put(new Cell(count.product(), count.department()), count));
        return all;
    }

    private static List<String> line(Conf conf, Cell cell, ProductCount count) {
        return List.of(
                cell.product().map(ProductId::value).orElse("-"),
                cell.product().map(id -> name(conf.organisation(), id)).orElse("-"),
                cell.department().value(),
                String.valueOf(count.active()),
                String.valueOf(count.all()));
    }

    private static String name(Organisation organisation, ProductId id) {
        return organisation
                .product(id)
                .map(product -> product.name() + (product.enabled() ? "" : " (switched off)"))
                .orElse("(not in conf)");
    }
}
