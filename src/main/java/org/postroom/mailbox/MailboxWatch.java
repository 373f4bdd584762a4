package org.postroom.mailbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postroom.agent.DepartmentId;
import org.postroom.schedule.Task;
import org.postroom.storage.StorageException;

/**
 * Watches one mailbox: polls at the import interval, and in between waits to be told of new mails where the server can. Its
 * faults end here and touch no other mailbox.
 */
final class MailboxWatch implements Task, AutoCloseable {
    /** Servers may hang up an idle client after 30 minutes (RFC 2177); IDLE is ended and begun anew well before. */
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(25);

    /** After this time the whole mailbox is looked through again, on a new connection. */
    private static final Duration LONGEST_SESSION = Duration.ofHours(1);

    /** A connection that breaks earlier than this is a fault; later, it is made anew without a word. */
    private static final Duration SHORTEST_SESSION = Duration.ofMinutes(1);

    /** The supervisor ends the watch on a mailbox that is another node's, as soon as it hears of it. */
    private static final Duration UNTIL_TOLD = Duration.ofSeconds(2);

    private final DepartmentId department;
    private final MailboxSettings settings;
    private final MailboxConnector connector;
    private final Importer importer;
    private final StatusBoard board;
    private final Suspects suspects = new Suspects();
    private @Nullable Open open;

    MailboxWatch(
            DepartmentId department,
            MailboxSettings settings,
            MailboxConnector connector,
            Importer importer,
            StatusBoard board) {
        this.department = department;
        this.settings = settings;
        this.connector = connector;
        this.importer = importer;
        this.board = board;
    }

    @Override
    public Duration run() throws InterruptedException {
        try {
            return watch();
        } catch (MailboxException e) {
            hangUp();
            stopIfInterrupted();
            return board.failed(e);
        } catch (LeaseLostException e) {
            hangUp();
            stopIfInterrupted();
            return UNTIL_TOLD;
        } catch (StorageException e) {
            hangUp();
            stopIfInterrupted();
            return board.notStored(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            hangUp();
            board.broken(e);
            throw e;
        }
    }

    /** Ends a session left open. To be called when no round is under way and none will be. */
    @Override
    public void close() {
        hangUp();
    }

    private Duration watch() throws MailboxException {
        Open current = opened();
        current.session().within(settings.rhythm().timeouts().poll());
        boolean more = current.run().round();
        board.succeeded(current.run().warnings());
        if (more) {
            hangUpIf(current.session().isOver());
            return Duration.ZERO;
        }
        if (!current.session().isOver() && awaitsMail(current)) {
            hangUpIf(current.age().compareTo(LONGEST_SESSION) > 0);
            return Duration.ZERO;
        }
        hangUp();
        return settings.rhythm().importInterval();
    }

    /** Returns whether the mailbox is to be looked into again at once; if not, the server does not tell of new mails. */
    private boolean awaitsMail(Open current) throws MailboxException {
        Duration interval = settings.rhythm().importInterval();
        Duration wait = interval.compareTo(LONGEST_IDLE) < 0 ? interval : LONGEST_IDLE;
        current.session().within(wait.plus(settings.rhythm().timeouts().poll()));
        try {
            return current.session().awaitMail(wait);
        } catch (MailboxException e) {
            if (current.age().compareTo(SHORTEST_SESSION) < 0
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            hangUp();
            return true;
        }
    }

    private Open opened() throws MailboxException {
        if (open == null) {
            MailboxSession session = connector.open(settings);
            open = new Open(
                    session, new ImportRun(department, settings, session, importer, suspects), System.nanoTime());
        }
        return open;
    }

    private void hangUpIf(boolean condition) {
        if (condition) {
            hangUp();
        }
    }

    private void hangUp() {
        if (open != null) {
            open.session().close();
            open = null;
        }
    }

    private static void stopIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the watch is being closed");
        }
    }

    /** A session and the import from it. */
    private record Open(MailboxSession session, ImportRun run, long since) {
        Duration age() {
            return Duration.ofNanos(System.nanoTime() - since);
        }
    }
}
