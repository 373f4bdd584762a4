package org.postroom.cluster;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.Update;
import org.postroom.storage.Transaction;

final class JdbiClusterStore implements ClusterStore {
    private static final String ENTERED = " incarnation = :incarnation, name = :name, place = :place,"
            + " work_print = :work, conf_print = :conf, key_prints = :keys, ";

    @Override
    public Optional<Node> enter(Transaction transaction, Node node, Duration lifetime) {
        Optional<Node> before = find(transaction, node.number());
        if (before.isEmpty()) {
            boolean mine = transaction.insertIfAbsent(() -> insert(transaction, node, lifetime));
            return mine ? Optional.empty() : find(transaction, node.number());
        }
        if (before.get().alive()) {
            return before;
        }
        return replace(transaction, before.get(), node, lifetime) ? Optional.empty() : find(transaction, node.number());
    }

    private static void insert(Transaction transaction, Node node, Duration lifetime) {
        bind(
                        node,
                        lifetime,
                        transaction
                                .handle()
                                .createUpdate("INSERT INTO node (number, incarnation, name, place, started_at,"
                                        + " alive_until, work_print, conf_print, key_prints) VALUES (:number,"
                                        + " :incarnation, :name, :place, " + now(transaction) + ", " + now(transaction)
                                        + " + :lifetime, :work, :conf, :keys)"))
                .execute();
    }

    @Override
    public boolean replace(Transaction transaction, Node dead, Node node, Duration lifetime) {
        return bind(
                                node,
                                lifetime,
                                transaction
                                        .handle()
                                        .createUpdate("UPDATE node SET" + ENTERED + "started_at = " + now(transaction)
                                                + ", alive_until = " + now(transaction)
                                                + " + :lifetime WHERE number = :number AND incarnation = :dead"))
                        .bind("dead", dead.incarnation())
                        .execute()
                == 1;
    }

    @Override
    public boolean beat(Transaction transaction, Node node, Duration lifetime) {
        return bind(
                                node,
                                lifetime,
                                transaction
                                        .handle()
                                        .createUpdate("UPDATE node SET" + ENTERED + "alive_until = " + now(transaction)
                                                + " + :lifetime WHERE number = :number AND incarnation = :incarnation"))
                        .execute()
                == 1;
    }

    private static Update bind(Node node, Duration lifetime, Update update) {
        return update.bind("number", node.number())
                .bind("incarnation", node.incarnation())
                .bind("name", node.name())
                .bind("place", node.place())
                .bind("work", node.prints().work())
                .bind("conf", node.prints().conf())
                .bind("keys", node.prints().keys().text())
                .bind("lifetime", lifetime.toMillis());
    }

    @Override
    public void leave(Transaction transaction, Node node) {
        transaction
                .handle()
                .createUpdate("UPDATE lease SET holder = NULL WHERE holder = :incarnation")
                .bind("incarnation", node.incarnation())
                .execute();
        transaction
                .handle()
                .createUpdate("DELETE FROM node WHERE number = :number AND incarnation = :incarnation")
                .bind("number", node.number())
                .bind("incarnation", node.incarnation())
                .execute();
    }

    @Override
    public Picture picture(Transaction transaction) {
        Map<String, Picture.Hold> leases = new HashMap<>();
        transaction
                .handle()
                .createQuery("SELECT name, holder, fence FROM lease")
                .map((row, _) -> Map.entry(row.getString("name"), hold(row)))
                .forEach(entry -> leases.put(entry.getKey(), entry.getValue()));
        return new Picture(nodes(transaction, ""), leases);
    }

    private static Picture.Hold hold(ResultSet row) throws SQLException {
        long holder = row.getLong("holder");
        return new Picture.Hold(row.wasNull() ? OptionalLong.empty() : OptionalLong.of(holder), row.getLong("fence"));
    }

    private static Optional<Node> find(Transaction transaction, int number) {
        return nodes(transaction, transaction.dialect().forUpdate()).stream()
                .filter(node -> node.number() == number)
                .findFirst();
    }

    private static List<Node> nodes(Transaction transaction, String lock) {
        return transaction
                .handle()
                .createQuery("SELECT node.*, " + now(transaction) + " AS now FROM node ORDER BY number" + lock)
                .map((row, _) -> node(row))
                .list();
    }

    private static Node node(ResultSet row) throws SQLException {
        long now = row.getLong("now");
        return new Node(
                row.getInt("number"),
                row.getLong("incarnation"),
                row.getString("name"),
                row.getString("place"),
                row.getLong("alive_until") > now,
                Duration.ofMillis(now - row.getLong("started_at")),
                new Prints(
                        row.getString("work_print"),
                        row.getString("conf_print"),
                        KeyPrints.parse(row.getString("key_prints"))));
    }

    @Override
    public Optional<Lease> take(Transaction transaction, String name, Picture picture, long incarnation) {
        Picture.Hold seen = picture.leases().get(name);
        if (seen == null) {
            boolean mine = transaction.insertIfAbsent(() -> transaction
                    .handle()
                    .createUpdate("INSERT INTO lease (name, holder, fence) VALUES (:name, :incarnation, 1)")
                    .bind("name", name)
                    .bind("incarnation", incarnation)
                    .execute());
            return mine ? Optional.of(new Lease(name, 1)) : Optional.empty();
        }
        int rows = transaction
                .handle()
                .createUpdate("UPDATE lease SET holder = :incarnation, fence = fence + 1"
                        + " WHERE name = :name AND fence = :fence")
                .bind("incarnation", incarnation)
                .bind("name", name)
                .bind("fence", seen.fence())
                .execute();
        return rows == 1 ? Optional.of(new Lease(name, seen.fence() + 1)) : Optional.empty();
    }

    @Override
    public void giveBack(Transaction transaction, Collection<String> names, long incarnation) {
        for (String name : names) {
            transaction
                    .handle()
                    .createUpdate("UPDATE lease SET holder = NULL WHERE name = :name AND holder = :incarnation")
                    .bind("name", name)
                    .bind("incarnation", incarnation)
                    .execute();
        }
    }

    @Override
    public boolean stands(Transaction transaction, Lease lease, long incarnation) {
        return transaction
                .handle()
                .createQuery("SELECT 1 FROM lease WHERE name = :name AND fence = :fence AND holder = :incarnation")
                .bind("name", lease.name())
                .bind("fence", lease.fence())
                .bind("incarnation", incarnation)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public Optional<String> fact(Transaction transaction, String name) {
        return transaction
                .handle()
                .createQuery("SELECT print FROM cluster_fact WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne();
    }

    @Override
    public void note(Transaction transaction, String name, String print) {
        boolean first = transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("INSERT INTO cluster_fact (name, print) VALUES (:name, :print)")
                .bind("name", name)
                .bind("print", print)
                .execute());
        if (!first) {
            transaction
                    .handle()
                    .createUpdate("UPDATE cluster_fact SET print = :print WHERE name = :name")
                    .bind("print", print)
                    .bind("name", name)
                    .execute();
        }
    }

    /** Milliseconds since the epoch by the database's clock. */
    private static String now(Transaction transaction) {
        return transaction.dialect().now();
    }
}
