/**
 * In charge of databases for tests, and of the tests of the package.
 *
 * <p>A store's contract is a class of tests that runs on both databases:
 *
 * <pre>{@code
 * @OnBothDatabases
 * class TicketStoreTest {
 *     private final TicketStore tickets = TicketStore.jdbi(new Ids(…));
 *
 *     @DatabaseTest
 *     void storesWhatItIsGiven(Database database) {
 *         database.change(transaction -> tickets.open(transaction, …));
 *         …
 *     }
 * }
 * }</pre>
 *
 * <p>Each test gets a database of its own, with all tables, empty, closed afterwards. SQLite always runs. MariaDB runs on the
 * machine's own {@code mariadbd}, or on the binaries of the tests' class path where they run (one server for all tests of a
 * JVM, a fresh directory under the temporary one, loopback only; its databases are emptied and used again, and tables that
 * tests make for themselves begin with {@code probe}); elsewhere its half of each test is shown as skipped. Other tests take
 * what they need from {@link org.postroom.storage.TestDatabases}.
 */
@NullMarked
package org.postroom.storage;

import org.jspecify.annotations.NullMarked;
