package org.postroom.mailbox;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.agent.DepartmentId;
import org.postroom.intake.Receipt;
import org.postroom.intake.Sighting;
import org.postroom.intake.SightingStore;
import org.postroom.mailbox.MailboxSession.Fetched;
import org.postroom.mailbox.MailboxSession.Listed;

/**
 * Keeps the ledger of mails that a server lists and that could not be fetched, as one session sees them. Costs nothing where all goes
 * well. Mails that have no UID cannot be named and are left out.
 */
final class Sighted {
    private final DepartmentId department;
    private final String mailbox;
    private final long uidValidity;
    private final Importer importer;
    private final Set<String> open = new HashSet<>();
    private boolean compared;

    Sighted(DepartmentId department, MailboxSettings settings, long uidValidity, Importer importer) {
        this.department = department;
        this.mailbox = settings.key();
        this.uidValidity = uidValidity;
        this.importer = importer;
    }

    /** Takes notice of a listing; the first of a session is of the whole mailbox, and what it lacks is gone. */
    void listed(List<Listed> listed) {
        if (compared) {
            return;
        }
        compared = true;
        List<Sighting> known =
                importer.database().read(transaction -> importer.sightings().of(transaction, mailbox));
        Set<String> there = listed.stream().flatMap(mail -> mail.uid().stream()).collect(Collectors.toSet());
        Set<String> gone = new HashSet<>();
        for (Sighting sighting : known) {
            String uid = sighting.place().uid();
            boolean ours = sighting.place().uidValidity() == uidValidity;
            if (ours && there.contains(uid)) {
                open.add(uid);
            } else if (ours && sighting.gone().isEmpty()) {
                gone.add(uid);
            }
        }
        if (!gone.isEmpty()) {
            importer.database()
                    .change(transaction -> importer.sightings().gone(transaction, mailbox, uidValidity, gone, now()));
        }
    }

    /** These could not be fetched. */
    void missed(List<Listed> mails, String fault) {
        List<SightingStore.Missed> missed = mails.stream()
                .flatMap(mail -> mail.uid().stream()
                        .map(uid -> new SightingStore.Missed(
                                new Receipt.Origin(mailbox, uidValidity, uid, department), mail.size())))
                .toList();
        // Who is being stopped has no time to write, and will see them again
        if (!missed.isEmpty() && !Thread.currentThread().isInterrupted()) {
            importer.database().change(transaction -> importer.sightings().missed(transaction, missed, fault, now()));
            missed.forEach(mail -> open.add(mail.place().uid()));
        }
    }

    /** These are held now. */
    void held(List<Fetched> mails) {
        List<String> uids = mails.stream()
                .flatMap(mail -> mail.listed().uid().stream())
                .filter(open::contains)
                .toList();
        if (!uids.isEmpty()) {
            importer.database()
                    .change(transaction -> importer.sightings().held(transaction, mailbox, uidValidity, uids));
            open.removeAll(Set.copyOf(uids));
        }
    }

    private Instant now() {
        return importer.clock().instant();
    }
}
