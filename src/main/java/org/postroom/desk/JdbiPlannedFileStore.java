package org.postroom.desk;

import java.util.List;
import java.util.Optional;
import org.postroom.mail.Attachment;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;

/** Keeps the files of answers that wait. */
final class JdbiPlannedFileStore {
    private static final int LONGEST_MEDIA_TYPE = 255;

    private final Ids ids;
    private final RawStore raws;

    JdbiPlannedFileStore(Ids ids, RawStore raws) {
        this.ids = ids;
        this.raws = raws;
    }

    void add(Transaction transaction, long answer, Attachment file) {
        transaction
                .handle()
                .createUpdate("INSERT INTO planned_file (id, planned_id, name, media_type, size, raw_id)"
                        + " VALUES (:id, :answer, :name, :type, :size, :raw)")
                .bind("id", ids.next())
                .bind("answer", answer)
                .bind("name", file.name())
                .bind("type", cut(file.mediaType()))
                .bind("size", file.content().size())
                .bind("raw", raws.put(transaction, file.content()))
                .execute();
    }

    private static String cut(String mediaType) {
        return mediaType.length() <= LONGEST_MEDIA_TYPE ? mediaType : "application/octet-stream";
    }

    List<PlannedAnswer.File> of(Transaction transaction, long id) {
        return transaction
                .handle()
                .createQuery("SELECT id, name, media_type, size, raw_id FROM planned_file WHERE planned_id = :id"
                        + " ORDER BY id")
                .bind("id", id)
                .map((row, _) -> new PlannedAnswer.File(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("media_type"),
                        row.getLong("size"),
                        row.getLong("raw_id")))
                .list();
    }

    List<Attachment> attachments(Transaction transaction, long id) {
        return of(transaction, id).stream()
                .map(file -> new Attachment(
                        file.name(), file.mediaType(), false, Optional.empty(), raws.get(transaction, file.raw())))
                .toList();
    }

    /** Removes the files and their bytes. */
    void drop(Transaction transaction, long id) {
        List<PlannedAnswer.File> dropped = of(transaction, id);
        transaction
                .handle()
                .createUpdate("DELETE FROM planned_file WHERE planned_id = :id")
                .bind("id", id)
                .execute();
        dropped.forEach(file -> raws.delete(transaction, file.raw()));
    }
}
