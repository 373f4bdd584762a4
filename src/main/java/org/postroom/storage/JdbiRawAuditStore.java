package org.postroom.storage;

import java.util.ArrayList;
import java.util.List;

final class JdbiRawAuditStore implements RawAudit {
    @Override
    public List<Entry> page(Transaction transaction, long after, int most) {
        return transaction
                .handle()
                .createQuery("SELECT id, sha256, size, packing, (SELECT COUNT(*) FROM raw_chunk"
                        + " WHERE raw_chunk.raw_id = raw_mail.id) AS chunks FROM raw_mail WHERE id > :after"
                        + " ORDER BY id LIMIT :most")
                .bind("after", after)
                .bind("most", most)
                .map((row, _) -> new Entry(
                        row.getLong("id"),
                        row.getString("sha256"),
                        row.getLong("size"),
                        row.getString("packing").equals(JdbiRawStore.EMPTIED),
                        row.getLong("chunks")))
                .list();
    }

    @Override
    public List<Long> strayChunks(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT DISTINCT raw_id FROM raw_chunk WHERE NOT EXISTS"
                        + " (SELECT 1 FROM raw_mail WHERE raw_mail.id = raw_chunk.raw_id) ORDER BY raw_id")
                .mapTo(Long.class)
                .list();
    }

    @Override
    public List<String> integrity(Transaction transaction) {
        return switch (transaction.dialect()) {
            case SQLITE -> sqlite(transaction);
            case MARIADB -> mariaDb(transaction);
        };
    }

    private static List<String> sqlite(Transaction transaction) {
        List<String> faults = new ArrayList<>(transaction
                .handle()
                .createQuery("PRAGMA integrity_check")
                .mapTo(String.class)
                .filter(line -> !line.equals("ok"))
                .list());
        transaction
                .handle()
                .createQuery("PRAGMA foreign_key_check")
                .map((row, _) -> "A row of " + row.getString("table") + " (rowid " + row.getLong("rowid")
                        + ") names a row of " + row.getString("parent") + " that is not there.")
                .forEach(faults::add);
        return faults;
    }

    private static List<String> mariaDb(Transaction transaction) {
        List<String> tables = transaction
                .handle()
                .createQuery("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                        + " AND table_type = 'BASE TABLE' ORDER BY table_name")
                .mapTo(String.class)
                .list();
        return transaction
                .handle()
                .createQuery("CHECK TABLE <tables>")
                .defineList("tables", tables)
                .map((row, _) -> List.of(row.getString("Table"), row.getString("Msg_type"), row.getString("Msg_text")))
                .filter(line -> !line.get(2).equals("OK"))
                .map(line -> "Table " + line.get(0) + ": " + line.get(1) + " " + line.get(2))
                .list();
    }
}
