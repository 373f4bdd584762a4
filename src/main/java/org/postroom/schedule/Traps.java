package org.postroom.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tests set at {@link Failpoint}s, by system properties. {@code postroom.failpoints} is a list with commas of
 * {@code place@2=halt}: the second time somebody comes by, the process ends at once. {@code place[words]@1+=throw}: each time
 * from the first on, of those that come by with these words. The third action is {@code wait}, for ever or
 * {@code wait:500} milliseconds. {@code postroom.failpoints.from} names a file: until it exists nobody is counted.
 * {@code postroom.failpoints.log} names one that gets a line for each place that somebody who counts comes by.
 */
final class Traps {
    private static final String PROPERTY = "postroom.failpoints";
    private static final int KILLED = 137;
    private static final Duration FOR_EVER = Duration.ofDays(1);
    private static final Pattern TRAP =
            Pattern.compile("([a-z-]+)(?:\\[([^\\]]+)])?@(\\d{1,6})(\\+?)=(halt|throw|wait)(?::(\\d{1,7}))?");

    private final List<Trap> traps;
    private final Optional<Path> from;
    private final Optional<Path> log;

    private Traps(List<Trap> traps, Optional<Path> from, Optional<Path> log) {
        this.traps = traps;
        this.from = from;
        this.log = log;
    }

    /** Made at the first use, which there is none of in production. */
    private static final class Current {
        static final Traps TRAPS = new Traps(
                Arrays.stream(System.getProperty(PROPERTY, "").split(","))
                        .filter(text -> !text.isBlank())
                        .map(Trap::of)
                        .toList(),
                file(PROPERTY + ".from"),
                file(PROPERTY + ".log"));
    }

    private record Trap(
            String place,
            String words,
            int first,
            boolean onwards,
            String action,
            Duration pause,
            AtomicInteger passed) {
        static Trap of(String text) {
            Matcher trap = TRAP.matcher(text.strip());
            if (!trap.matches()) {
                throw new IllegalArgumentException("Not a failpoint: " + text);
            }
            return new Trap(
                    Failpoint.valueOf(trap.group(1).toUpperCase(Locale.ROOT).replace('-', '_'))
                            .word(),
                    Optional.ofNullable(trap.group(2)).orElse(""),
                    Integer.parseInt(trap.group(3)),
                    !trap.group(4).isEmpty(),
                    trap.group(5),
                    Optional.ofNullable(trap.group(6))
                            .map(millis -> Duration.ofMillis(Long.parseLong(millis)))
                            .orElse(FOR_EVER),
                    new AtomicInteger());
        }

        boolean isSprung(String by, Supplier<String> what) {
            if (!place.equals(by) || (!words.isEmpty() && !what.get().contains(words))) {
                return false;
            }
            int now = passed.incrementAndGet();
            return onwards ? now >= first : now == first;
        }
    }

    static boolean areSet() {
        return System.getProperty(PROPERTY) != null;
    }

    static void spring(String place, Supplier<String> what) {
        Current.TRAPS.passed(place, what);
    }

    private void passed(String place, Supplier<String> what) {
        if (from.isPresent() && !Files.exists(from.get())) {
            return;
        }
        log.ifPresent(file -> note(file, place));
        for (Trap trap : traps) {
            if (trap.isSprung(place, what)) {
                act(trap);
            }
        }
    }

    private static void act(Trap trap) {
        switch (trap.action()) {
            case "halt" -> Runtime.getRuntime().halt(KILLED);
            case "throw" -> throw new IllegalStateException("Failpoint " + trap.place());
            default -> pause(trap.pause());
        }
    }

    private static void pause(Duration time) {
        try {
            Waiter.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static synchronized void note(Path log, String place) {
        try {
            Files.writeString(log, place + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> file(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }
}
