package org.postroom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.Bytes;

/**
 * What a {@link ChaosProxy} does to a connection, and when.
 *
 * <pre>{@code
 * proxy.once(Fault.cut().after(Direction.TO_CLIENT, 117));
 * proxy.once(Fault.loseReply().at("UID EXPUNGE"));
 * proxy.always(Fault.say("* BYE\r\n").after(Direction.TO_CLIENT, 0));
 * }</pre>
 *
 * @param trigger when it strikes
 * @param effect what it does then
 */
public record Fault(Trigger trigger, Effect effect) {
    /** Which way bytes go. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT;

        Direction back() {
            return this == TO_SERVER ? TO_CLIENT : TO_SERVER;
        }
    }

    /** When a fault strikes. */
    public sealed interface Trigger {
        Direction direction();

        /** Once so many bytes have passed this way since the fault was set, or the connection made. */
        record Count(Direction direction, long bytes) implements Trigger {}

        /**
         * Where these words pass this way. They are found within what arrives at once.
         *
         * @param passes whether the words themselves still go through
         */
        record Words(Direction direction, Pattern words, boolean passes) implements Trigger {}

        /**
         * How many bytes of a chunk go through before it strikes; -1 when it does not.
         *
         * @param before how many bytes passed this way before the chunk
         */
        default int strikesIn(byte[] chunk, int length, long before) {
            return switch (this) {
                case Count(Direction _, long bytes) ->
                    before + length >= bytes ? (int) Math.max(0, bytes - before) : -1;
                case Words(Direction _, Pattern words, boolean passes) -> {
                    Matcher found = words.matcher(new String(chunk, 0, length, ISO_8859_1));
                    yield found.find() ? (passes ? found.end() : found.start()) : -1;
                }
            };
        }
    }

    /** What a fault does. */
    public sealed interface Effect {
        /** Hangs up on both sides. */
        record Cut() implements Effect {}

        /** Resets both sides (RST), as a machine does that was restarted. */
        record Reset() implements Effect {}

        /** The server is gone and the client does not learn of it: nothing more comes, nothing is refused. */
        record HalfOpen() implements Effect {}

        /** Swallows the next thing that is said the other way, and then hangs up. */
        record LoseReply() implements Effect {}

        /** Swallows the next thing that is said the other way, and goes on. */
        record SwallowReply() implements Effect {}

        /** Says something that nobody said, and goes on. */
        record Say(Bytes words) implements Effect {}

        /** From then on lets so many bytes a second through this way, after a delay for each chunk. */
        record Slow(long bytesPerSecond, Duration delay) implements Effect {}

        /** From then on puts other words of the same length in their place. */
        record Replace(String words, String others) implements Effect {}
    }

    public static When cut() {
        return new When(new Effect.Cut());
    }

    public static When reset() {
        return new When(new Effect.Reset());
    }

    public static When halfOpen() {
        return new When(new Effect.HalfOpen());
    }

    public static When loseReply() {
        return new When(new Effect.LoseReply());
    }

    public static When swallowReply() {
        return new When(new Effect.SwallowReply());
    }

    /** @param words one byte each */
    public static When say(String words) {
        return new When(new Effect.Say(Bytes.wrap(words.getBytes(ISO_8859_1))));
    }

    public static When throttle(long bytesPerSecond) {
        return new When(new Effect.Slow(bytesPerSecond, Duration.ZERO));
    }

    public static When delay(Duration delay) {
        return new When(new Effect.Slow(Long.MAX_VALUE, delay));
    }

    /** @param others as long as the words */
    public static When replace(String words, String others) {
        if (words.length() != others.length()) {
            throw new IllegalArgumentException("Not as long: " + words + ", " + others);
        }
        return new When(new Effect.Replace(words, others));
    }

    /** An effect that waits for its time. */
    public record When(Effect effect) {
        /** Once so many bytes have passed this way. */
        public Fault after(Direction direction, long bytes) {
            return new Fault(new Trigger.Count(direction, bytes), effect);
        }

        /** Where the client says this, which still goes through. */
        public Fault at(String command) {
            return new Fault(new Trigger.Words(Direction.TO_SERVER, Pattern.compile(command), true), effect);
        }

        /** Where the client says this, which the server never hears. */
        public Fault before(String command) {
            return new Fault(new Trigger.Words(Direction.TO_SERVER, Pattern.compile(command), false), effect);
        }

        /** Where the server says this, which the client never hears. */
        public Fault beforeReply(String reply) {
            return new Fault(new Trigger.Words(Direction.TO_CLIENT, Pattern.compile(reply), false), effect);
        }

        /** Where the server says this, which the client still hears. */
        public Fault atReply(String reply) {
            return new Fault(new Trigger.Words(Direction.TO_CLIENT, Pattern.compile(reply), true), effect);
        }
    }
}
