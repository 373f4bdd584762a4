package org.postroom.web.security;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.storage.Database;

/** What is in the database, row by row, to be held against what is in it later. */
record DatabaseState(Map<String, List<String>> rows) {
    /** Looks at every table of SQLite. */
    static DatabaseState of(Database database) {
        return database.read(transaction -> {
            Map<String, List<String>> rows = new TreeMap<>();
            List<String> tables = transaction
                    .handle()
                    .createQuery("SELECT name FROM sqlite_master WHERE type = 'table'")
                    .mapTo(String.class)
                    .list();
            tables.forEach(table -> rows.put(
                    table,
                    transaction.handle().createQuery("SELECT * FROM \"" + table + "\"").mapToMap().list().stream()
                            .map(DatabaseState::line)
                            .sorted()
                            .toList()));
            return new DatabaseState(rows);
        });
    }

    private static String line(Map<String, Object> row) {
        Map<String, String> line = new TreeMap<>();
        row.forEach((column, value) -> line.put(
                column,
                value instanceof byte[] bytes ? java.util.HexFormat.of().formatHex(bytes) : String.valueOf(value)));
        return line.toString();
    }

    /** Everything in one text, to look for words in. */
    String text() {
        return rows.toString();
    }
}
