package org.postroom.mailbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.DepartmentId;
import org.postroom.cluster.Lease;
import org.postroom.intake.FetchedMail;
import org.postroom.intake.Receipt;
import org.postroom.intake.ReceiptId;
import org.postroom.intake.Spool;
import org.postroom.mailbox.MailboxSession.Fetched;
import org.postroom.mailbox.MailboxSession.Listed;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.schedule.Failpoint;
import org.postroom.storage.PackedMail;
import org.postroom.storage.Transaction;

/**
 * The import from one session: lists, fetches what is unknown, commits it, and only then removes it from the server. Dying
 * anywhere on this way costs nothing: what was not committed is still on the server, and what was committed and not removed
 * is found by its receipt.
 */
final class ImportRun {
    private static final int LEFTOVERS = 1_000;

    private final DepartmentId department;
    private final MailboxSettings settings;
    private final MailboxSession session;
    private final Importer importer;
    private final Suspects suspects;
    private final String mailbox;
    private final Optional<Lease> lease;
    private final boolean removing;
    private final Sighted sighted;

    private final Deque<Listed> backlog = new ArrayDeque<>();
    private final Set<String> listedUids = new HashSet<>();
    private final Set<String> heldUids = new HashSet<>();
    private final List<ReceiptId> gone = new ArrayList<>();
    private boolean leftoversDone;
    private Optional<String> refusal = Optional.empty();
    private int missing;

    ImportRun(
            DepartmentId department,
            MailboxSettings settings,
            MailboxSession session,
            Importer importer,
            Suspects suspects) {
        this.department = department;
        this.settings = settings;
        this.session = session;
        this.importer = importer;
        this.suspects = suspects;
        this.mailbox = settings.key();
        this.sighted = new Sighted(department, settings, session.uidValidity(), importer);
        this.lease = importer.cluster().lease(Importer.work(department));
        this.removing = !(settings.afterImport() instanceof AfterImport.Leave)
                && session.whyKept().isEmpty();
        this.leftoversDone = !removing;
    }

    /** Imports what is new, up to the limits of a round; returns whether more is waiting. */
    boolean round() throws MailboxException {
        long until = System.nanoTime()
                + FetchLimits.roundTime(settings.rhythm().timeouts().poll()).toNanos();
        List<Listed> listed = session.listNew();
        Failpoint.MAILS_LISTED.pass();
        sighted.listed(listed);
        backlog.addAll(suspects.last(unknown(listed)));
        removeLeftovers(listed);
        int taken = 0;
        missing = 0;
        while (!backlog.isEmpty() && taken < importer.limits().roundMails() && System.nanoTime() < until) {
            List<Listed> batch = nextBatch();
            taken += batch.size();
            importBatch(batch);
        }
        settle();
        return !backlog.isEmpty() || !leftoversDone;
    }

    /** What did not go as asked in the last round, one sentence each. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(session.warnings());
        refusal.ifPresent(words -> warnings.add("The server would not remove imported mails: " + words));
        if (missing > 0) {
            warnings.add("The server would not give mails that it lists (they may be damaged there): " + missing);
        }
        return warnings;
    }

    private List<Listed> unknown(List<Listed> listed) {
        List<String> uids = listed.stream().flatMap(mail -> mail.uid().stream()).toList();
        Map<String, Spool.Known> known = importer.database()
                .read(transaction -> importer.spool().knownUids(transaction, mailbox, session.uidValidity(), uids));
        if (!leftoversDone) {
            listed.stream()
                    .filter(mail -> held(mail, known).isPresent())
                    .flatMap(mail -> mail.uid().stream())
                    .forEach(heldUids::add);
        }
        return listed.stream().filter(mail -> !isKnown(mail, known)).toList();
    }

    /** What is held under its UID, if that was listed as this is: a server may use a UID again. */
    private static Optional<Spool.Known> held(Listed mail, Map<String, Spool.Known> known) {
        return mail.uid().map(known::get).filter(held -> held.listing().agreesWith(listing(mail)));
    }

    /** Where UIDs cannot be trusted, a mail to be removed is fetched again first: its bytes tell whether it is held. */
    private boolean isKnown(Listed mail, Map<String, Spool.Known> known) {
        return held(mail, known)
                .filter(held -> !removing || session.trustsUids() || !held.whole())
                .isPresent();
    }

    /** What an earlier session committed and did not come to remove, or left while settings said so. */
    private void removeLeftovers(List<Listed> listed) throws MailboxException {
        if (leftoversDone) {
            return;
        }
        listed.forEach(mail -> mail.uid().ifPresent(listedUids::add));
        List<Receipt> leftovers = importer.database()
                .read(transaction -> importer.spool().toRemove(transaction, mailbox, session.uidValidity(), LEFTOVERS));
        leftoversDone = leftovers.size() < LEFTOVERS || !session.trustsUids();
        List<Receipt> there = leftovers.stream()
                .filter(receipt -> heldUids.contains(receipt.origin().uid()))
                .toList();
        leftovers.stream()
                .filter(receipt -> !listedUids.contains(receipt.origin().uid()))
                .map(Receipt::id)
                .forEach(gone::add);
        if (session.trustsUids() && !there.isEmpty()) {
            leftoversDone |= !remove(there.stream().map(ImportRun::listed).toList(), there);
        }
        if (leftoversDone) {
            listedUids.clear();
            heldUids.clear();
        }
    }

    private static Listed listed(Receipt receipt) {
        return new Listed(
                0, Optional.of(receipt.origin().uid()), receipt.content().size(), Optional.empty());
    }

    private List<Listed> nextBatch() {
        List<Listed> batch = new ArrayList<>();
        long bytes = 0;
        while (!backlog.isEmpty() && batch.size() < importer.limits().batchMails()) {
            Listed next = backlog.getFirst();
            bytes += next.size();
            boolean alone = suspects.holds(next) || bytes > importer.limits().batchBytes();
            if (alone && !batch.isEmpty()) {
                return batch;
            }
            batch.add(backlog.removeFirst());
            if (alone) {
                return batch;
            }
        }
        return batch;
    }

    private void importBatch(List<Listed> batch) throws MailboxException {
        List<Fetched> fetched = fetch(batch);
        if (fetched.isEmpty()) {
            return;
        }
        List<FetchedMail> mails = fetched.stream().map(this::packed).toList();
        Failpoint.MAILS_FETCHED.pass();
        List<Receipt> receipts = importer.database().write(transaction -> {
            requireLease(transaction);
            List<Receipt> accepted = importer.spool().accept(transaction, mails);
            Failpoint.SPOOLING.pass();
            return accepted;
        });
        Failpoint.SPOOLED.pass();
        importer.wakeIntake().run();
        sighted.held(fetched);
        if (removing) {
            removeHeld(fetched, receipts);
        }
    }

    /** Spares work; that nothing is held twice rests on the spool's unique keys. */
    private void requireLease(Transaction transaction) {
        if (lease.filter(own -> importer.cluster().stands(transaction, own)).isEmpty()) {
            throw new LeaseLostException();
        }
    }

    /** Whether this node may still believe that the mailbox is its own: not after it slept for long. */
    private void requireLease() {
        if (lease.isEmpty()
                || !importer.cluster().lease(Importer.work(department)).equals(lease)) {
            throw new LeaseLostException();
        }
    }

    private List<Fetched> fetch(List<Listed> batch) throws MailboxException {
        try {
            List<Fetched> fetched = session.fetch(batch, importer.limits().largestMail());
            suspects.cleared(batch);
            noteMissing(batch, fetched);
            return fetched;
        } catch (MailboxException e) {
            suspects.failed(batch);
            sighted.missed(batch, "The connection failed while it was fetched: " + e.kind() + " " + e.detail());
            throw e;
        }
    }

    private void noteMissing(List<Listed> batch, List<Fetched> fetched) {
        if (fetched.size() < batch.size()) {
            Set<Listed> given = fetched.stream().map(Fetched::listed).collect(Collectors.toSet());
            List<Listed> kept =
                    batch.stream().filter(mail -> !given.contains(mail)).toList();
            missing += kept.size();
            sighted.missed(kept, "The server lists it and would not give it.");
        }
    }

    private FetchedMail packed(Fetched fetched) {
        PackedMail packed = PackedMail.of(fetched.raw());
        String uid = fetched.listed().uid().orElseGet(packed::sha256);
        return new FetchedMail(
                new Receipt.Origin(mailbox, session.uidValidity(), uid, department),
                packed,
                listing(fetched.listed()),
                fetched.size(),
                fetched.whole(),
                importer.clock().instant());
    }

    private static FetchedMail.Listing listing(Listed mail) {
        return new FetchedMail.Listing(mail.size(), mail.arrived());
    }

    private void removeHeld(List<Fetched> fetched, List<Receipt> receipts) throws MailboxException {
        List<Listed> mails = new ArrayList<>();
        List<Receipt> held = new ArrayList<>();
        for (int i = 0; i < fetched.size(); i++) {
            if (fetched.get(i).whole()) {
                mails.add(fetched.get(i).listed());
                held.add(receipts.get(i));
            }
        }
        if (!mails.isEmpty()) {
            remove(mails, held);
        }
    }

    private boolean remove(List<Listed> mails, List<Receipt> held) throws MailboxException {
        requireLease();
        Failpoint.REMOVING.pass();
        refusal = session.remove(mails);
        Failpoint.REMOVED.pass();
        if (refusal.isEmpty()) {
            held.forEach(receipt -> gone.add(receipt.id()));
        }
        return refusal.isEmpty();
    }

    private void settle() throws MailboxException {
        session.settle();
        if (!gone.isEmpty()) {
            List<ReceiptId> ids = List.copyOf(gone);
            importer.database()
                    .change(transaction -> importer.spool()
                            .markRemoved(transaction, ids, importer.clock().instant()));
            gone.clear();
            Failpoint.REMOVAL_NOTED.pass();
        }
    }
}
