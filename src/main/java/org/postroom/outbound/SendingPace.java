package org.postroom.outbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Keeps an account to its mails per minute: never more than that many in any 60 seconds, however they fall. A bucket that
 * refills would let twice as many through around the turn of a minute, and providers count. For each node by itself.
 */
final class SendingPace {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Deque<Instant> taken = new ArrayDeque<>();

    /** Counts one mail, if there is room for it now. */
    synchronized boolean tryTake(Instant now, int mostPerMinute) {
        if (mostPerMinute == 0) {
            return true;
        }
        forget(now);
        return taken.size() < mostPerMinute && taken.add(now);
    }

    /** How long until there is room; zero when there is. */
    synchronized Duration untilRoom(Instant now, int mostPerMinute) {
        forget(now);
        if (mostPerMinute == 0 || taken.size() < mostPerMinute) {
            return Duration.ZERO;
        }
        return Duration.between(now, taken.getFirst().plus(WINDOW));
    }

    private void forget(Instant now) {
        countAheadAsNow(now);
        while (!taken.isEmpty() && !now.isBefore(taken.getFirst().plus(WINDOW))) {
            taken.removeFirst();
        }
    }

    /** After the clock went back: the pace holds all the same, and nothing waits longer than a minute (FAULTS A31). */
    private void countAheadAsNow(Instant now) {
        if (!taken.isEmpty() && taken.getLast().isAfter(now)) {
            List<Instant> counted =
                    taken.stream().map(at -> at.isAfter(now) ? now : at).toList();
            taken.clear();
            taken.addAll(counted);
        }
    }
}
