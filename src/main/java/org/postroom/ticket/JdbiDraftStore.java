package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;

final class JdbiDraftStore implements DraftStore {
    private final JdbiDraftRowStore rows;
    private final JdbiDraftFileStore files;

    JdbiDraftStore(Ids ids, RawStore raws) {
        this.rows = new JdbiDraftRowStore(ids);
        this.files = new JdbiDraftFileStore(ids, raws);
    }

    @Override
    public long firstSequence(Transaction transaction, Draft.Key key, Instant now) {
        long last = rows.find(transaction, key).map(DraftRow::saveNumber).orElse(0L);
        return Math.max(now.toEpochMilli(), last + 1);
    }

    @Override
    public Saved save(Transaction transaction, Draft.Key key, Draft.Typed typed, long sequence, Instant now) {
        DraftRow row = rows.lock(transaction, key, now);
        if (sequence > row.saveNumber()) {
            DraftRow saved = row.saved(typed, sequence, now);
            rows.update(transaction, saved);
            return new Saved.Stored(draft(transaction, saved));
        }
        Optional<Draft> stored = Optional.of(row).filter(DraftRow::exists).map(there -> draft(transaction, there));
        return stored.filter(
                        draft -> draft.sequence() == sequence && draft.typed().equals(typed))
                .<Saved>map(Saved.Stored::new)
                .orElseGet(() -> new Saved.Older(stored));
    }

    @Override
    public Optional<Draft> find(Transaction transaction, Draft.Key key) {
        return rows.find(transaction, key).filter(DraftRow::exists).map(row -> draft(transaction, row));
    }

    @Override
    public Set<TicketId> tickets(Transaction transaction, AgentId agent) {
        return rows.tickets(transaction, agent);
    }

    @Override
    public void delete(Transaction transaction, Draft.Key key, Instant now) {
        DraftRow row = rows.lock(transaction, key, now);
        files.of(transaction, row.id()).forEach(file -> files.remove(transaction, file));
        rows.update(transaction, row.deleted(now));
    }

    @Override
    public Added addFile(Transaction transaction, Draft.Key key, Draft.NewFile file, long limit, Instant now) {
        DraftRow row = rows.lock(transaction, key, now);
        long total = files.size(transaction, row.id()) + file.content().size();
        if (total > limit) {
            return new Added.TooMuch(total, limit);
        }
        rows.update(transaction, row.touched(now));
        return new Added.Kept(files.add(transaction, row.id(), file));
    }

    @Override
    public List<Draft.File> files(Transaction transaction, Draft.Key key) {
        return rows.find(transaction, key)
                .map(row -> files.of(transaction, row.id()))
                .orElse(List.of());
    }

    @Override
    public boolean removeFile(Transaction transaction, Draft.Key key, long fileId, Instant now) {
        DraftRow row = rows.lock(transaction, key, now);
        Optional<Draft.File> found = files.of(transaction, row.id()).stream()
                .filter(file -> file.id() == fileId)
                .findFirst();
        found.ifPresent(file -> {
            files.remove(transaction, file);
            rows.update(transaction, row.touched(now));
        });
        return found.isPresent();
    }

    @Override
    public int sweep(Transaction transaction, Instant before) {
        return rows.sweep(transaction, before);
    }

    private Draft draft(Transaction transaction, DraftRow row) {
        return row.draft(files.of(transaction, row.id()));
    }
}
