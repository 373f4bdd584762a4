package org.postroom.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.postroom.intake.Disposition;
import org.postroom.intake.LedgerEntry;
import org.postroom.intake.Receipt;
import org.postroom.intake.Sighting;
import org.postroom.mailbox.Difference.Sort;
import org.postroom.mailbox.MailboxSession.Listed;

/**
 * Compares what a server lists with what the ledger says. Pure. What was fetched or removed while it was listed counts as agreeing:
 * the daemon may be at work at the same time.
 */
final class Comparison {
    private final boolean removing;
    private final Instant listedAt;
    private final Map<String, List<LedgerEntry>> ledger = new HashMap<>();
    private final Map<String, Sighting> sightings = new HashMap<>();
    private final List<Difference> differences = new ArrayList<>();
    private long held;

    /**
     * @param removing whether mails are to be removed from the server once they are held
     * @param listedAt when the server was asked
     * @param entries of this mailbox and UIDVALIDITY: all under the listed UIDs, and all that are not known to be gone
     */
    Comparison(boolean removing, Instant listedAt, List<LedgerEntry> entries, List<Sighting> sightings) {
        this.removing = removing;
        this.listedAt = listedAt;
        entries.forEach(entry -> ledger.computeIfAbsent(entry.receipt().origin().uid(), _ -> new ArrayList<>())
                .add(entry));
        sightings.forEach(sighting -> this.sightings.put(sighting.place().uid(), sighting));
    }

    /** All differences, those on the server first, each in the order of their list. */
    List<Difference> of(List<Listed> listed) {
        Set<String> there = listed.stream().flatMap(mail -> mail.uid().stream()).collect(Collectors.toSet());
        listed.forEach(mail -> mail.uid().ifPresent(uid -> onServer(uid, mail.size())));
        ledger.entrySet().stream()
                .filter(known -> !there.contains(known.getKey()))
                .flatMap(known -> known.getValue().stream())
                .filter(entry -> entry.removedAt().isEmpty())
                .filter(entry -> entry.receipt().receivedAt().isBefore(listedAt))
                .forEach(this::gone);
        sightings.values().stream()
                .filter(sighting -> sighting.gone().isPresent())
                .forEach(this::vanished);
        return List.copyOf(differences);
    }

    /** Messages that are in the ledger just as the server lists them. */
    long held() {
        return held;
    }

    private void onServer(String uid, long size) {
        List<LedgerEntry> known = ledger.getOrDefault(uid, List.of());
        Optional<LedgerEntry> same = known.stream()
                .filter(entry -> entry.removedAt().isEmpty())
                .filter(entry -> entry.listedSize() == size)
                .reduce((_, last) -> last);
        if (same.isPresent()) {
            there(same.get(), size);
        } else if (known.isEmpty()) {
            add(Sort.NOT_FETCHED, uid, size, Optional.empty(), notFetched(uid));
        } else {
            otherwise(size, known);
        }
    }

    private void there(LedgerEntry entry, long size) {
        held++;
        Receipt receipt = entry.receipt();
        if (receipt.end()
                .filter(end -> end.disposition() == Disposition.DUPLICATE)
                .isPresent()) {
            add(Sort.FOLDED, size, entry, receipt.end().get().trace() + ".");
        }
        if (!receipt.content().whole()) {
            add(Sort.TOO_LARGE, size, entry, "Its beginning is held since " + receipt.receivedAt() + ".");
        } else if (removing && receipt.receivedAt().isBefore(listedAt)) {
            add(
                    Sort.STILL_THERE,
                    size,
                    entry,
                    "It is held since " + receipt.receivedAt() + " and should be gone from the server.");
        }
    }

    private void otherwise(long size, List<LedgerEntry> known) {
        Optional<LedgerEntry> there =
                known.stream().filter(entry -> entry.removedAt().isEmpty()).reduce((_, last) -> last);
        LedgerEntry last = there.orElseGet(known::getLast);
        if (there.isPresent()) {
            add(
                    Sort.OTHER_SIZE,
                    size,
                    last,
                    "It was listed with " + last.listedSize() + " bytes when it was fetched at "
                            + last.receipt().receivedAt() + ": another mail under a UID used again?");
        } else if (last.removedAt().filter(at -> at.isBefore(listedAt)).isPresent()) {
            add(
                    Sort.BACK_AGAIN,
                    size,
                    last,
                    "It was removed at " + last.removedAt().get() + ", and the server lists it again.");
        } else {
            held++;
        }
    }

    private String notFetched(String uid) {
        return Optional.ofNullable(sightings.get(uid))
                .map(sighting -> "Fetching it has failed " + times(sighting.attempts()) + " since "
                        + sighting.firstSeen() + ". " + sighting.fault())
                .orElse("No attempt to fetch it is known of.");
    }

    private static String times(int number) {
        return number == 1 ? "once" : number + " times";
    }

    private void gone(LedgerEntry entry) {
        boolean whole = entry.receipt().content().whole();
        add(
                whole ? Sort.GONE : Sort.GONE_IN_PART,
                entry.listedSize(),
                entry,
                whole
                        ? "It is held whole; the server does not list it any more."
                        : "Only its beginning is held, and the server does not list it any more.");
    }

    private void vanished(Sighting sighting) {
        add(
                Sort.VANISHED,
                sighting.place().uid(),
                sighting.listedSize(),
                Optional.empty(),
                "Seen since " + sighting.firstSeen() + ", gone at "
                        + sighting.gone().orElse(listedAt) + " before it could be fetched. " + sighting.fault());
    }

    private void add(Sort sort, long size, LedgerEntry entry, String sentence) {
        add(sort, entry.receipt().origin().uid(), size, Optional.of(entry), sentence);
    }

    private void add(Sort sort, String uid, long size, Optional<LedgerEntry> entry, String sentence) {
        differences.add(
                new Difference(sort, uid, size, entry.map(LedgerEntry::receipt).map(Receipt::id), sentence));
    }
}
