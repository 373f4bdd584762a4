package org.postroom.autoreply;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * When mails were sent under one key, and whether one more fits.
 *
 * <p>A mail fits when fewer than the limit lie within one window before <em>or after</em> now: so no stretch of time as long
 * as the window ever holds more, both ends counted, even while the clocks of several nodes differ by less than a window. Times
 * further ahead were noted by a clock that was wrong and do not count, so that a clock set back does not silence everything.
 */
record SlidingWindow(List<Instant> taken) {
    static final SlidingWindow EMPTY = new SlidingWindow(List.of());

    SlidingWindow {
        taken = List.copyOf(taken);
    }

    boolean hasRoom(int most, Duration window, Instant now) {
        return within(window, now).limit(most).count() < most;
    }

    /** With one more, and without those too old to matter to any clock. */
    SlidingWindow with(Duration window, Instant now) {
        Stream<Instant> recent = within(window.multipliedBy(2), now);
        return new SlidingWindow(Stream.concat(recent, Stream.of(now)).sorted().toList());
    }

    private Stream<Instant> within(Duration span, Instant now) {
        Instant from = now.minus(span);
        Instant until = now.plus(span);
        return taken.stream().filter(at -> !at.isBefore(from) && !at.isAfter(until));
    }
}
