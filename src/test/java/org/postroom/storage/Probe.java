package org.postroom.storage;

import java.util.List;

/** A table of the tests' own: numbered accounts with an amount and a name no two share. */
final class Probe {
    private Probe() {}

    static void create(Database database, int accounts) {
        database.change(transaction -> transaction
                .handle()
                .execute("CREATE TABLE probe (id BIGINT NOT NULL, amount BIGINT NOT NULL, name VARCHAR(320) NOT NULL,"
                        + " PRIMARY KEY (id), UNIQUE (name))"
                        + (database.dialect() == Dialect.MARIADB ? Migrations.MARIADB_TABLE : "")));
        database.change(transaction -> {
            for (int id = 0; id < accounts; id++) {
                insert(transaction, id, 100, "account " + id);
            }
        });
    }

    static void insert(Transaction transaction, long id, long amount, String name) {
        transaction.handle().execute("INSERT INTO probe (id, amount, name) VALUES (?, ?, ?)", id, amount, name);
    }

    static int add(Transaction transaction, long id, long amount) {
        return transaction.handle().execute("UPDATE probe SET amount = amount + ? WHERE id = ?", amount, id);
    }

    static long amount(Transaction transaction, long id) {
        return transaction
                .handle()
                .createQuery("SELECT amount FROM probe WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .one();
    }

    static boolean exists(Transaction transaction, long id) {
        return transaction
                .handle()
                .createQuery("SELECT id FROM probe WHERE id = :id")
                .bind("id", id)
                .mapTo(Long.class)
                .findOne()
                .isPresent();
    }

    static List<Long> amounts(Database database) {
        return database.read(transaction -> transaction
                .handle()
                .createQuery("SELECT amount FROM probe ORDER BY id")
                .mapTo(Long.class)
                .list());
    }
}
