package org.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a database holds at one moment, to be compared with another; and a look at one whose daemon is dead. */
public final class Snapshot {
    private static final Map<String, String> TABLES = tables();

    private Snapshot() {}

    private static Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        List.of(
                        "ticket",
                        "article",
                        "attachment",
                        "participant",
                        "thread_ref",
                        "history",
                        "held_mail",
                        "raw_mail",
                        "outbound_recipient",
                        "outbound_attempt")
                .forEach(table -> tables.put(table, "*"));
        // Without what is read from its bytes later on
        tables.put(
                "receipt",
                "id, mailbox, uid_validity, uid, sha256, original_sha, raw_id, state, attempts, disposition, ticket_id,"
                        + " article_id, duplicate_of, removed_at");
        // Without who had claimed it last
        tables.put("outbound_mail", "id, message_id, kind, ticket_id, article_id, state, attempts, raw_id");
        return Collections.unmodifiableMap(tables);
    }

    /** The rows of every table that a mail leaves a trace in, in words. */
    public static List<String> of(Sql sql) {
        List<String> lines = new ArrayList<>();
        TABLES.forEach((table, columns) -> sql.rows("SELECT " + columns + " FROM " + table).stream()
                .map(row -> table + " " + row)
                .sorted()
                .forEach(lines::add));
        return lines;
    }

    /** The database as a dead daemon left it: of an embedded one a copy is read, so that recovery stays the daemon's. */
    public static Sql untouched(Company company, Path directory) {
        if (!company.sql().url().startsWith("jdbc:sqlite:")) {
            return company.sql();
        }
        try {
            Files.createDirectories(directory);
            for (String name : List.of("postroom.db", "postroom.db-wal")) {
                Path copy = directory.resolve(name);
                Files.deleteIfExists(copy);
                Files.deleteIfExists(directory.resolve("postroom.db-shm"));
                if (Files.exists(company.data().resolve(name))) {
                    Files.copy(company.data().resolve(name), copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return new Sql("jdbc:sqlite:" + directory.resolve("postroom.db"), "", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
