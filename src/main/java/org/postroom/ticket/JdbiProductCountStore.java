package org.postroom.ticket;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.ProductId;
import org.postroom.storage.Transaction;

/** Counts tickets by department and product, out of the index {@code ticket_by_product} alone. */
final class JdbiProductCountStore {
    private JdbiProductCountStore() {}

    static List<ProductCount> all(Transaction transaction) {
        return transaction
                .handle()
                .createQuery(
                        "SELECT department, product, COUNT(*) AS tickets,"
                                + " SUM(CASE WHEN state = 'active' THEN 1 ELSE 0 END) AS active"
                                + " FROM ticket WHERE state <> 'merged' GROUP BY department, product ORDER BY department, product")
                .map((row, _) -> new ProductCount(
                        new DepartmentId(row.getString("department")),
                        Optional.ofNullable(row.getString("product")).map(ProductId::new),
                        row.getLong("active"),
                        row.getLong("tickets")))
                .list();
    }

    static ProductCount of(Transaction transaction, DepartmentId department, ProductId product, int cap) {
        return new ProductCount(
                department,
                Optional.of(product),
                count(
                        transaction
                                .handle()
                                .createQuery("SELECT COUNT(*) FROM (SELECT 1 AS one FROM ticket"
                                        + " WHERE department = :department AND product = :product"
                                        + " AND state = 'active' LIMIT :cap) some"),
                        department,
                        product,
                        cap),
                count(
                        transaction
                                .handle()
                                .createQuery("SELECT COUNT(*) FROM (SELECT 1 AS one FROM ticket"
                                        + " WHERE department = :department AND product = :product"
                                        + " AND state <> 'merged' LIMIT :cap) some"),
                        department,
                        product,
                        cap));
    }

    private static long count(Query query, DepartmentId department, ProductId product, int cap) {
        return query.bind("department", department.value())
                .bind("product", product.value())
                .bind("cap", cap)
                .mapTo(Long.class)
                .one();
    }
}
