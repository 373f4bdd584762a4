package org.postroom.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.agent.AgentId;
import org.postroom.storage.Ids;
import org.postroom.storage.RawStore;
import org.postroom.storage.Transaction;

/**
 * Keeps agents' drafts while they type.
 *
 * <p>Saves may overtake each other on their way, come from two windows, or arrive when the answer is sent already. So each
 * bears a number: a page starts with {@link #firstSequence} and counts on by one for each save. A save that is not newer than
 * what is stored, or than the draft's deletion, is refused.
 */
public interface DraftStore {
    /** The store in the database; the bytes of files go to the raw store. */
    static DraftStore jdbi(Ids ids, RawStore raws) {
        return new JdbiDraftStore(ids, raws);
    }

    /** The number of the first save from a page that is shown now: greater than that of any page shown before. */
    long firstSequence(Transaction transaction, Draft.Key key, Instant now);

    /** Saves what was typed. The same save twice is one. */
    Saved save(Transaction transaction, Draft.Key key, Draft.Typed typed, long sequence, Instant now);

    /** The draft with its files. */
    Optional<Draft> find(Transaction transaction, Draft.Key key);

    /** The tickets on which an agent has a draft that says anything or has files. */
    Set<TicketId> tickets(Transaction transaction, AgentId agent);

    /** Removes a draft and the bytes of its files: it was sent or thrown away. Saves still on their way are refused. */
    void delete(Transaction transaction, Draft.Key key, Instant now);

    /**
     * Adds a file, to a new draft if there is none.
     *
     * @param limit the most bytes the files of one draft may have in all
     */
    Added addFile(Transaction transaction, Draft.Key key, Draft.NewFile file, long limit, Instant now);

    /** The files of a draft, in the order they were added. */
    List<Draft.File> files(Transaction transaction, Draft.Key key);

    /** Removes a file and its bytes; false when the draft has no such file. */
    boolean removeFile(Transaction transaction, Draft.Key key, long fileId, Instant now);

    /** Forgets deletions before this instant; saves that are still on their way then are not expected. Returns how many. */
    int sweep(Transaction transaction, Instant before);

    /** What became of a save. */
    sealed interface Saved {
        /** It is stored. */
        record Stored(Draft draft) implements Saved {}

        /** It was older than what is there, which stays; empty when the draft was deleted since. */
        record Older(Optional<Draft> stored) implements Saved {}
    }

    /** What became of a file. */
    sealed interface Added {
        /** It is kept. */
        record Kept(Draft.File file) implements Added {}

        /** It is not kept, because the files would have that many bytes in all. */
        record TooMuch(long total, long limit) implements Added {}
    }
}
