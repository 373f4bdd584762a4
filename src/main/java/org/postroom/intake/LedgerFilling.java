package org.postroom.intake;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.mail.Bytes;
import org.postroom.mail.parse.MailReader;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;
import org.postroom.storage.StorageException;
import org.postroom.storage.Transaction;

/**
 * Writes Message-ID and sender on receipts that lack them: those of versions that did not keep them, and of mails that were set
 * aside before they were read. A few at a time, with pauses, latest first; nobody waits for it.
 */
public final class LedgerFilling implements Task {
    private static final int BATCH = 50;
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final Duration BETWEEN_BATCHES = Duration.ofSeconds(1);
    private static final Duration ONCE_DONE = Duration.ofHours(1);

    private final Database database;
    private final LedgerStore ledger;
    private final Spool spool;
    private final Supplier<MailReader> reader;

    public LedgerFilling(Database database, LedgerStore ledger, Spool spool, Supplier<MailReader> reader) {
        this.database = database;
        this.ledger = ledger;
        this.spool = spool;
        this.reader = reader;
    }

    @Override
    public Duration run() {
        List<Receipt> lacking = database.read(transaction -> ledger.lacking(transaction, BATCH));
        for (Receipt receipt : lacking) {
            Optional<Bytes> raw = database.read(transaction -> bytes(transaction, receipt));
            Findings findings = raw.map(bytes -> Findings.of(reader.get().read(head(bytes))))
                    .orElse(Findings.NONE);
            database.change(transaction -> ledger.fill(transaction, receipt.id(), findings));
        }
        return lacking.size() < BATCH ? ONCE_DONE : BETWEEN_BATCHES;
    }

    /** Its header alone, so that a mail that is hard to read is not hard here. */
    private static Bytes head(Bytes raw) {
        byte[] bytes = raw.beginning(LONGEST_HEAD);
        for (int i = 2; i < bytes.length; i++) {
            if (bytes[i] == '\n' && (bytes[i - 1] == '\n' || bytes[i - 1] == '\r' && bytes[i - 2] == '\n')) {
                return Bytes.wrap(Arrays.copyOf(bytes, i + 1));
            }
        }
        return Bytes.wrap(bytes);
    }

    /** The bytes; none of a mail whose ticket was erased, or that is damaged: there is nothing more to be known of it. */
    private Optional<Bytes> bytes(Transaction transaction, Receipt receipt) {
        try {
            return Optional.of(spool.raw(transaction, receipt));
        } catch (StorageException e) {
            if (e.getClass().equals(StorageException.class)) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
