package org.postroom.web.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.Attachment;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Draft;
import org.postroom.ticket.DraftStore;

/** Puts what comes from a form into the draft, and takes it out for sending. */
final class Postbag {
    private final DraftStore drafts;
    private final RawStore raws;
    private final long limit;

    /** @param limit bytes of all files of a draft */
    Postbag(DraftStore drafts, RawStore raws, long limit) {
        this.drafts = drafts;
        this.raws = raws;
        this.limit = limit;
    }

    /** The most bytes the files of a draft may have. */
    long limit() {
        return limit;
    }

    /** Saves the text, if nothing newer is there. */
    DraftStore.Saved save(Transaction transaction, WrittenForm form, Instant now) {
        return drafts.save(transaction, form.key(), form.typed(), form.sequence(), now);
    }

    /** Adds files, each once however often it is sent; gives the names of those for which there was no room. */
    List<String> add(Transaction transaction, Draft.Key key, List<Draft.NewFile> files, Instant now) {
        List<String> left = new ArrayList<>();
        for (Draft.NewFile file : files) {
            boolean there = drafts.files(transaction, key).stream().anyMatch(kept -> isSame(kept, file));
            if (!there && drafts.addFile(transaction, key, file, limit, now) instanceof DraftStore.Added.TooMuch) {
                left.add(file.name());
            }
        }
        return left;
    }

    private static boolean isSame(Draft.File kept, Draft.NewFile file) {
        return kept.name().equals(file.name())
                && kept.sha256().equals(file.content().sha256());
    }

    /** The files of a draft as they go out. */
    List<Attachment> attachments(Transaction transaction, Draft.Key key) {
        return drafts.files(transaction, key).stream()
                .map(file -> new Attachment(
                        file.name(), file.mediaType(), false, Optional.empty(), raws.get(transaction, file.raw())))
                .toList();
    }

    /** The draft's files. */
    List<Draft.File> files(Transaction transaction, Draft.Key key) {
        return drafts.files(transaction, key);
    }

    /** Removes a file. */
    void remove(Transaction transaction, Draft.Key key, long file, Instant now) {
        drafts.removeFile(transaction, key, file, now);
    }

    /** Empties the draft: it was sent, or is not wanted. */
    void empty(Transaction transaction, Draft.Key key, Instant now) {
        drafts.delete(transaction, key, now);
    }
}
