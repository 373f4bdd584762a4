/**
 * In charge of the database: opening it, migrations, transactions with their retries, ids, and raw mails kept byte for byte.
 *
 * <p>It knows no feature's tables but its own two: SQL lives with its feature, in a {@code JdbiFooStore} beside the public
 * {@code FooStore}, whose methods take a {@link org.postroom.storage.Transaction} first.
 *
 * <p>The same SQL runs on SQLite and MariaDB. What keeps it so:
 *
 * <ul>
 *   <li>Migrations use {@code ${id}} for columns holding ids, {@code ${blob}}, {@code ${text}} and, after the closing
 *       parenthesis, {@code ${table}}; instants are {@code BIGINT} epoch milliseconds UTC, booleans {@code SMALLINT}. Jdbi
 *       is set up to bind and map {@link java.time.Instant} and {@code boolean} so.
 *   <li>Text compares byte for byte on both: case and trailing spaces count. What ignores case is stored in lower case.
 *   <li>An update reports the rows it matched, changed or not, on both.
 *   <li>Instead of upserts: {@link org.postroom.storage.Transaction#insertIfAbsent}, or update and look at the count. Instead
 *       of read, decide, write: a conditional update ({@code … WHERE version = :version}) or a row read with
 *       {@link org.postroom.storage.Dialect#forUpdate()}, since other writers go on meanwhile on MariaDB.
 * </ul>
 */
@NullMarked
package org.postroom.storage;

import org.jspecify.annotations.NullMarked;
