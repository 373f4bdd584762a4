package org.postroom.intake;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.postroom.agent.DepartmentId;
import org.postroom.storage.Database;
import org.postroom.storage.Transaction;

/**
 * What waits in the spool for this node. Departments take turns, each with its oldest mail, so that none waits for all that came to
 * another one before. For one thread.
 */
final class Backlog {
    private final Database database;
    private final Spool spool;
    private final Supplier<Portion> portion;
    private int turn;

    /**
     * What waits in this spool.
     *
     * @param portion whose mail is this node's to settle, as it is now
     */
    Backlog(Database database, Spool spool, Supplier<Portion> portion) {
        this.database = database;
        this.spool = spool;
        this.portion = portion;
    }

    Database database() {
        return database;
    }

    Spool spool() {
        return spool;
    }

    /** Receipts to be processed now: of each department in the order of their arrival, and the departments in turns. */
    List<Receipt> due(Instant now, int most) {
        Portion mine = portion.get();
        if (mine.isNone()) {
            return List.of();
        }
        List<Receipt> receipts = database.read(transaction -> due(transaction, mine, now, most));
        return inTurns(receipts, turn++).stream().limit(most).toList();
    }

    private List<Receipt> due(Transaction transaction, Portion mine, Instant now, int most) {
        List<Receipt> oldest = spool.due(transaction, mine, now, most);
        if (oldest.size() < most) {
            return oldest;
        }
        Set<DepartmentId> departments = spool.waiting(transaction, mine);
        int share = Math.max(1, most / departments.size());
        Set<Receipt> receipts = new HashSet<>();
        for (DepartmentId department : departments) {
            receipts.addAll(spool.due(transaction, new Portion.Of(Set.of(department)), now, share));
        }
        receipts.addAll(oldest);
        return receipts.stream().sorted(Comparator.comparing(Receipt::id)).toList();
    }

    /** The first of each department, then the second of each, and so on; with each turn another department begins. */
    static List<Receipt> inTurns(List<Receipt> receipts, int turn) {
        Map<DepartmentId, Deque<Receipt>> each = new LinkedHashMap<>();
        receipts.forEach(receipt -> each.computeIfAbsent(receipt.origin().department(), _ -> new ArrayDeque<>())
                .add(receipt));
        Deque<Deque<Receipt>> round = new ArrayDeque<>(each.values());
        int others = round.isEmpty() ? 0 : Math.floorMod(turn, round.size());
        for (int i = 0; i < others; i++) {
            round.add(round.remove());
        }
        List<Receipt> inTurns = new ArrayList<>();
        while (!round.isEmpty()) {
            Deque<Receipt> next = round.remove();
            inTurns.add(next.remove());
            if (!next.isEmpty()) {
                round.add(next);
            }
        }
        return inTurns;
    }

    /** When the next one is due. */
    Optional<Instant> nextDue() {
        Portion mine = portion.get();
        return mine.isNone() ? Optional.empty() : database.read(transaction -> spool.nextDue(transaction, mine));
    }

    /** Counts an attempt at each; those that another node took up meanwhile are missing from the result. */
    List<Receipt> begin(List<Receipt> receipts) {
        return database.write(transaction -> spool.begin(transaction, receipts));
    }
}
