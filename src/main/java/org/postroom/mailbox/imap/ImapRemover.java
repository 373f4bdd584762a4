package org.postroom.mailbox.imap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.schedule.Failpoint;

/**
 * Deletes or moves mails by UID. A plain EXPUNGE would delete whatever others have flagged \Deleted too, so it is never
 * sent: without UIDPLUS (RFC 4315) or MOVE (RFC 6851) mails are left where they are.
 */
final class ImapRemover {
    private static final String OK = "OK";

    private final ImapWire wire;
    private final AfterImport afterImport;
    private final boolean canExpunge;
    private final boolean canMove;

    ImapRemover(ImapWire wire, Set<String> capabilities, AfterImport afterImport) {
        this.wire = wire;
        this.afterImport = afterImport;
        this.canExpunge = capabilities.contains("UIDPLUS");
        this.canMove = capabilities.contains("MOVE");
    }

    Optional<String> whyKept() {
        return switch (afterImport) {
            case AfterImport.Leave leave -> Optional.empty();
            case AfterImport.Delete delete when canExpunge -> Optional.empty();
            case AfterImport.MoveTo moveTo when canMove || canExpunge -> Optional.empty();
            case AfterImport.Delete delete ->
                Optional.of("Imported mails are left in the mailbox: the server cannot delete single mails (it lacks"
                        + " UIDPLUS), and deleting all that are flagged could hit mails of others.");
            case AfterImport.MoveTo moveTo ->
                Optional.of("Imported mails are left in the mailbox: the server cannot move them (it lacks MOVE and"
                        + " UIDPLUS).");
        };
    }

    /** Returns the server's words when it would not. */
    Optional<String> remove(List<Long> uids) throws MailboxException {
        for (String set : UidSet.of(uids)) {
            Response done = remove(set);
            if (!done.status().equals(OK)) {
                return Optional.of(done.words());
            }
        }
        return Optional.empty();
    }

    private Response remove(String set) throws MailboxException {
        return switch (afterImport) {
            case AfterImport.Leave leave -> throw new IllegalStateException("mails are to be left on the server");
            case AfterImport.Delete delete -> delete(set);
            case AfterImport.MoveTo moveTo when canMove -> intoFolder("UID MOVE ", set, moveTo.folder());
            case AfterImport.MoveTo moveTo -> copyAndDelete(set, moveTo.folder());
        };
    }

    private Response copyAndDelete(String set, String folder) throws MailboxException {
        Response copied = intoFolder("UID COPY ", set, folder);
        Failpoint.COPIED.pass();
        return copied.status().equals(OK) ? delete(set) : copied;
    }

    private Response delete(String set) throws MailboxException {
        Response flagged = wire.run("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)");
        Failpoint.FLAGGED.pass();
        return flagged.status().equals(OK) ? wire.run("UID EXPUNGE " + set) : flagged;
    }

    private Response intoFolder(String command, String set, String folder) throws MailboxException {
        String whole = command + set + " " + FolderName.quoted(folder);
        Response done = wire.run(whole);
        if (done.status().equals(OK)
                || !wire.run("CREATE " + FolderName.quoted(folder)).status().equals(OK)) {
            return done;
        }
        return wire.run(whole);
    }
}
