package org.postroom.ticket;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;

/** Keeps drafts' files. */
final class JdbiDraftFileStore {
    private static final int LONGEST_MEDIA_TYPE = 255;

    private final Ids ids;
    private final RawStore raws;

    JdbiDraftFileStore(Ids ids, RawStore raws) {
        this.ids = ids;
        this.raws = raws;
    }

    Draft.File add(Transaction transaction, long draft, Draft.NewFile added) {
        Draft.File file = new Draft.File(
                ids.next(),
                added.name(),
                Words.cut(added.mediaType(), LONGEST_MEDIA_TYPE),
                added.content().size(),
                added.content().sha256(),
                raws.put(transaction, added.content()));
        transaction
                .handle()
                .createUpdate("INSERT INTO draft_file (id, draft_id, name, media_type, size, sha256, raw_id)"
                        + " VALUES (:id, :draft, :name, :type, :size, :sha256, :raw)")
                .bind("id", file.id())
                .bind("draft", draft)
                .bind("name", file.name())
                .bind("type", file.mediaType())
                .bind("size", file.size())
                .bind("sha256", file.sha256())
                .bind("raw", file.raw())
                .execute();
        return file;
    }

    List<Draft.File> of(Transaction transaction, long draft) {
        return transaction
                .handle()
                .createQuery("SELECT id, name, media_type, size, sha256, raw_id FROM draft_file"
                        + " WHERE draft_id = :draft ORDER BY id")
                .bind("draft", draft)
                .map((row, _) -> file(row))
                .list();
    }

    /** Bytes of all files of a draft. */
    long size(Transaction transaction, long draft) {
        return of(transaction, draft).stream().mapToLong(Draft.File::size).sum();
    }

    void remove(Transaction transaction, Draft.File file) {
        transaction
                .handle()
                .createUpdate("DELETE FROM draft_file WHERE id = :id")
                .bind("id", file.id())
                .execute();
        raws.delete(transaction, file.raw());
    }

    private static Draft.File file(ResultSet row) throws SQLException {
        return new Draft.File(
                row.getLong("id"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getString("sha256"),
                row.getLong("raw_id"));
    }
}
