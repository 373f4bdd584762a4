package org.postroom.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.postroom.agent.DepartmentId;
import org.postroom.intake.LedgerEntry;
import org.postroom.intake.LedgerStore;
import org.postroom.intake.Sighting;
import org.postroom.intake.SightingStore;
import org.postroom.mailbox.MailboxSession.Listed;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.schedule.Waiter;
import org.postroom.storage.Database;

/**
 * Looks into mailboxes and compares them with the ledger. It changes nothing there: an IMAP folder is opened read-only (EXAMINE, RFC
 * 3501 section 6.3.2), nothing is fetched, and a POP3 session is left without a DELE.
 */
public final class Reconciler {
    private static final int PAGE = 1_000;

    /** A POP3 mailbox is locked while the daemon polls it, which mostly takes a moment. */
    private static final int TRIES = 6;

    private final Map<Protocol, MailboxConnector> connectors;
    private final Database database;
    private final LedgerStore ledger;
    private final SightingStore sightings;
    private final InstantSource clock;
    private final Duration betweenTries;

    /** @param betweenTries how long to wait before a mailbox that is in use is tried again */
    public Reconciler(
            Map<Protocol, MailboxConnector> connectors,
            Database database,
            LedgerStore ledger,
            SightingStore sightings,
            InstantSource clock,
            Duration betweenTries) {
        this.connectors = Map.copyOf(connectors);
        this.database = database;
        this.ledger = ledger;
        this.sightings = sightings;
        this.clock = clock;
        this.betweenTries = betweenTries;
    }

    /** Compares one mailbox. */
    public Reconciled look(DepartmentId department, MailboxSettings settings) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return compared(department, settings, listing(settings));
            } catch (MailboxException e) {
                if (e.kind() != MailboxException.Kind.IN_USE || attempt == TRIES) {
                    return new Reconciled.NotCompared(department, settings.key(), sentence(department, settings, e));
                }
                Waiter.pause(betweenTries);
            }
        }
    }

    /** What a server lists, and when it was asked. */
    private record Listing(long uidValidity, List<Listed> mails, Instant at) {}

    private Listing listing(MailboxSettings settings) throws MailboxException {
        MailboxConnector connector = Objects.requireNonNull(connectors.get(settings.protocol()));
        try (MailboxSession session = connector.open(readOnly(settings))) {
            session.within(settings.rhythm().timeouts().poll());
            Instant at = clock.instant();
            return new Listing(session.uidValidity(), session.listNew(), at);
        }
    }

    private static MailboxSettings readOnly(MailboxSettings settings) {
        return new MailboxSettings(
                settings.protocol(),
                settings.server(),
                settings.login(),
                settings.folder(),
                new AfterImport.Leave(),
                settings.rhythm());
    }

    private Reconciled compared(DepartmentId department, MailboxSettings settings, Listing listing) {
        String mailbox = settings.key();
        List<String> uids =
                listing.mails().stream().flatMap(mail -> mail.uid().stream()).toList();
        List<LedgerEntry> entries = new ArrayList<>(database.<List<LedgerEntry>>read(
                transaction -> ledger.under(transaction, mailbox, listing.uidValidity(), uids)));
        entries.addAll(notListed(mailbox, listing.uidValidity(), Set.copyOf(uids)));
        List<Sighting> seen = database.<List<Sighting>>read(transaction -> sightings.of(transaction, mailbox)).stream()
                .filter(sighting -> sighting.place().uidValidity() == listing.uidValidity())
                .toList();
        Comparison comparison =
                new Comparison(!(settings.afterImport() instanceof AfterImport.Leave), listing.at(), entries, seen);
        List<Difference> differences = comparison.of(listing.mails());
        return new Reconciled.Compared(
                department,
                mailbox,
                listing.mails().size(),
                comparison.held(),
                listing.mails().size() - uids.size(),
                earlier(mailbox, listing.uidValidity()),
                differences);
    }

    private List<LedgerEntry> notListed(String mailbox, long uidValidity, Set<String> listed) {
        List<LedgerEntry> missing = new ArrayList<>();
        long after = 0;
        List<LedgerEntry> page;
        do {
            long from = after;
            page = database.read(transaction -> ledger.present(transaction, mailbox, uidValidity, from, PAGE));
            page.stream()
                    .filter(entry -> !listed.contains(entry.receipt().origin().uid()))
                    .forEach(missing::add);
            after = page.isEmpty() ? after : page.getLast().receipt().id().value();
        } while (page.size() == PAGE);
        return missing;
    }

    private long earlier(String mailbox, long uidValidity) {
        return database
                .<Map<Long, Long>>read(transaction -> ledger.presentByValidity(transaction, mailbox))
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey() != uidValidity)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String sentence(DepartmentId department, MailboxSettings settings, MailboxException fault) {
        return FaultSentence.of(department, settings, fault)
                + (fault.kind() == MailboxException.Kind.IN_USE
                        ? " The daemon holds it while it polls; ask again in a moment."
                        : "");
    }
}
