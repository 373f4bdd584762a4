package org.postroom.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.postroom.outbound.OldNotices;
import org.postroom.outbound.OldNotices.Notice;
import org.postroom.outbound.QueueSettings;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;
import org.postroom.storage.RawStore;
import org.postroom.ticket.TicketEraser;

/** Forgets notices that left, or were given up, long ago: each agent has one of each mail, with its files. */
public final class NoticeSweep implements Task {
    /** Forgotten in one transaction. */
    private static final int MOST = 500;
    /** A transaction that deletes bytes carries them to other servers. */
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private static final Duration INTERVAL = Duration.ofHours(1);
    /** Lets others write meanwhile. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    private final Database database;
    private final OldNotices notices = OldNotices.jdbi();
    private final RawRemoval mails;
    private final Supplier<QueueSettings> settings;
    private final InstantSource clock;
    /** Nothing that was done with before is left. */
    private Instant swept = Instant.EPOCH;

    public NoticeSweep(Database database, RawStore raws, Supplier<QueueSettings> settings, InstantSource clock) {
        this.database = database;
        this.mails = new RawRemoval(TicketEraser.jdbi(), ReceiptEraser.jdbi(), raws);
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Duration run() {
        Instant before = clock.instant().minus(settings.get().keep());
        List<Notice> old = database.read(transaction -> notices.doneWith(transaction, swept, before, MOST));
        if (!old.isEmpty()) {
            database.change(transaction -> mails.remove(transaction, notices.forget(transaction, some(old))));
            return BETWEEN;
        }
        swept = before.isAfter(swept) ? before : swept;
        return INTERVAL;
    }

    /** The first of them that are not too large together; one at least. */
    private static List<Notice> some(List<Notice> old) {
        int count = 0;
        long bytes = 0;
        do {
            bytes += old.get(count++).size();
        } while (count < old.size() && bytes + old.get(count).size() <= MOST_BYTES);
        return old.subList(0, count);
    }
}
