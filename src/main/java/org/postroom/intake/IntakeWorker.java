package org.postroom.intake;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.postroom.mail.Bytes;
import org.postroom.schedule.Busy;
import org.postroom.schedule.Failpoint;
import org.postroom.schedule.Pool;
import org.postroom.schedule.Task;
import org.postroom.storage.Database;
import org.postroom.storage.DiskFullException;
import org.postroom.storage.StorageException;
import org.postroom.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each mail of the spool to its end, each department's in the order of arrival: reads many at once, several at a time, then settles
 * what it has read in one transaction. An attempt is counted and committed before it begins, so that a mail that kills the process counts too; a
 * mail that was tried before is settled alone, and the third failure sets it aside. An outage of the database is no
 * mail's fault: it ends the round, the worker tries again later, and the attempt is taken back, as when the worker is stopped. Only where outages follow each
 * other in the midst of mails, and not while there is no room, they count: it may be the mail that brings the database down.
 */
public final class IntakeWorker implements Task {
    /** Failures of one mail before it is set aside. */
    static final int STRIKES = 3;

    private static final Logger log = LoggerFactory.getLogger(IntakeWorker.class);
    private static final int MOST_MAILS = 50;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    /** Of a processor, for reading one mail. People's mails take a millisecond. */
    private static final Duration MOST_CPU = Duration.ofSeconds(10);

    /** After this no more mails are begun with before those that were read are settled: a department's may all take long. */
    private static final Duration LONGEST_READING = Duration.ofSeconds(2);

    /** Outages in a row that count for nothing. */
    static final int MOST_OUTAGES = 5;

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_STRIKES = Duration.ofSeconds(1);

    private final Database database;
    private final Backlog backlog;
    private final Spool spool;
    private final Examiner examiner;
    private final Intake intake;
    private final Pool pool;
    private final InstantSource clock;
    /** Begun with, and left by an outage. */
    private List<Receipt> left = List.of();

    private int outages;

    IntakeWorker(Backlog backlog, Examiner examiner, Intake intake, Pool pool, InstantSource clock) {
        this.database = backlog.database();
        this.backlog = backlog;
        this.spool = backlog.spool();
        this.examiner = examiner;
        this.intake = intake;
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Duration run() throws InterruptedException {
        giveBack();
        List<Receipt> batch = fresh(backlog.due(clock.instant(), MOST_MAILS));
        if (batch.isEmpty()) {
            return untilNext();
        }
        Receipt first = batch.getFirst();
        if (first.work().attempts() >= STRIKES) {
            setAside(first, first.work().fault().orElse("The daemon ended while this mail was being processed."));
            return Duration.ZERO;
        }
        List<Receipt> begun = backlog.begin(batch);
        Failpoint.ATTEMPT_COUNTED.pass();
        try {
            List<ExaminedMail> mails = read(begun);
            begun = begun.subList(0, mails.size());
            settle(mails);
            outages = 0;
        } catch (StorageException | Busy fault) {
            left = mayGiveBack(fault) ? begun : List.of();
            giveBackIfStopped();
            throw fault;
        } catch (InterruptedException stop) {
            left = begun;
            giveBack();
            throw stop;
        }
        return Duration.ZERO;
    }

    /** Those that were read in time, the oldest first; the others are as if nobody had begun with them. */
    private List<ExaminedMail> read(List<Receipt> begun) throws InterruptedException {
        List<ExaminedMail> mails = pool.mapFor(LONGEST_READING, begun, this::examine, MOST_CPU, this::notExamined);
        List<Receipt> unread = begun.subList(mails.size(), begun.size());
        if (!unread.isEmpty()) {
            database.change(transaction -> spool.giveBack(transaction, unread));
        }
        return mails.stream()
                .sorted(Comparator.comparing(mail -> mail.receipt().id()))
                .toList();
    }

    /** No next round is going to do it. */
    private void giveBackIfStopped() throws InterruptedException {
        if (Thread.interrupted()) {
            giveBack();
            throw new InterruptedException("stopped");
        }
    }

    private boolean mayGiveBack(RuntimeException fault) {
        boolean full = fault instanceof DiskFullException;
        outages += full ? 0 : 1;
        return isNoMailsFault(fault) && (full || outages <= MOST_OUTAGES);
    }

    private void giveBack() {
        if (!left.isEmpty()) {
            List<Receipt> begun = left;
            database.change(transaction -> spool.giveBack(transaction, begun));
            left = List.of();
        }
    }

    /** The mails to settle together: one that was tried before alone, else all up to the next such one, within limits. */
    private static List<Receipt> fresh(List<Receipt> due) {
        List<Receipt> batch = new ArrayList<>();
        long bytes = 0;
        for (Receipt receipt : due) {
            bytes += receipt.content().size();
            boolean triedBefore = receipt.work().attempts() > 0;
            if (!batch.isEmpty() && (triedBefore || bytes > MOST_BYTES)) {
                break;
            }
            batch.add(receipt);
            if (triedBefore) {
                break;
            }
        }
        return batch;
    }

    private Duration untilNext() {
        Optional<Duration> next = backlog.nextDue().map(due -> Duration.between(clock.instant(), due));
        return next.filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .orElse(LONGEST_WAIT);
    }

    private ExaminedMail examine(Receipt receipt) {
        Bytes raw = database.read(transaction -> spool.raw(transaction, receipt));
        Failpoint.READING.pass(raw::latin1);
        ExaminedMail examined = examiner.examine(receipt, raw);
        Failpoint.READ.pass(raw::latin1);
        return examined;
    }

    private ExaminedMail notExamined(Receipt receipt, Throwable cause) {
        throwIfNoMailsFault(cause);
        return examiner.failed(receipt, cause);
    }

    private void settle(List<ExaminedMail> mails) {
        if (mails.isEmpty()) {
            return;
        }
        try {
            write(mails);
        } catch (AlreadySettledException e) {
            leaveToOthers(mails);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throwIfNoMailsFault(e);
            if (mails.size() == 1) {
                failed(mails.getFirst().receipt(), e);
            } else {
                mails.forEach(mail -> settle(List.of(mail)));
            }
        }
    }

    /** Another node was faster with one of them: this one slept past its lease. That is no failure of the mail. */
    private void leaveToOthers(List<ExaminedMail> mails) {
        if (mails.size() == 1) {
            log.atInfo()
                    .addKeyValue("receipt", mails.getFirst().receipt().id().value())
                    .log("Mail was settled by another node");
        } else {
            mails.forEach(mail -> settle(List.of(mail)));
        }
    }

    private void write(List<ExaminedMail> mails) {
        database.write(
                transaction -> {
                    mails.forEach(mail -> intake.settle(transaction, mail));
                    Failpoint.SETTLING.pass();
                    return mails.size();
                },
                transaction -> allDone(transaction, mails) ? Optional.of(mails.size()) : Optional.empty());
        Failpoint.SETTLED.pass();
    }

    private boolean allDone(Transaction transaction, List<ExaminedMail> mails) {
        return mails.stream()
                .allMatch(mail -> spool.find(transaction, mail.receipt().id())
                        .filter(receipt -> !receipt.isPending())
                        .isPresent());
    }

    private static void throwIfNoMailsFault(Throwable e) {
        if (e instanceof RuntimeException fault && isNoMailsFault(fault)) {
            throw fault;
        }
    }

    /** A statement that the database refuses is about the mail's data; any other fault of the database is not. */
    private static boolean isNoMailsFault(RuntimeException e) {
        return e instanceof Busy || e instanceof StorageException fault && fault.isOutage();
    }

    private void failed(Receipt receipt, Throwable cause) {
        String fault = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        log.atWarn()
                .addKeyValue("receipt", receipt.id().value())
                .addKeyValue("attempt", receipt.work().attempts() + 1)
                .setCause(cause)
                .log("Mail could not be processed");
        if (receipt.work().attempts() + 1 >= STRIKES) {
            setAside(receipt, fault);
        } else {
            database.change(transaction -> spool.failed(
                    transaction, receipt.id(), fault, clock.instant().plus(BETWEEN_STRIKES)));
        }
    }

    private void setAside(Receipt receipt, String reason) {
        try {
            database.change(transaction -> intake.setAside(transaction, receipt, reason));
        } catch (AlreadySettledException e) {
            log.atInfo().addKeyValue("receipt", receipt.id().value()).log("Mail was settled by another node");
        } catch (RuntimeException e) {
            throwIfNoMailsFault(e);
            log.atError()
                    .addKeyValue("receipt", receipt.id().value())
                    .setCause(e)
                    .log("Mail set aside without a ticket");
            database.change(transaction -> spool.quarantine(transaction, receipt.id(), reason));
        }
    }
}
