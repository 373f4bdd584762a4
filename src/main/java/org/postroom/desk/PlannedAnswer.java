package org.postroom.desk;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.AgentId;
import org.postroom.agent.UndoTimes;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;

/** An agent's answer that waits, with all that was ordered along with it (SPEC F8). */
public record PlannedAnswer(long id, Sender sender, Timing timing, Times times, Content content, State state) {

    /** One that can be taken back is never due later than this: if so, a clock that was wrong has dated it (FAULTS A31). */
    static final Duration FARTHEST_UNDO = UndoTimes.MOST.multipliedBy(2);

    /** Whose it is, on which ticket, and by which way it was sent. */
    public record Sender(AgentId agent, TicketId ticket, Way way) {}

    /**
     * When it is to leave.
     *
     * @param due from when on it leaves
     */
    public record Timing(Kind kind, Instant due) {
        /** Cuts the time to milliseconds, which is what is stored. */
        public Timing {
            due = due.truncatedTo(ChronoUnit.MILLIS);
        }

        /** Whether it may leave now. */
        boolean isDue(Instant now) {
            return !due.isAfter(now) || kind == Kind.UNDO && due.isAfter(now.plus(FARTHEST_UNDO));
        }
    }

    /** Why an answer waits. */
    public enum Kind {
        /** So that it can be taken back, a few seconds long. */
        UNDO,
        /** Because its agent chose a later time. */
        SCHEDULED;

        /** As it is stored, and as texts ask for it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What happened to it when.
     *
     * @param asked when its agent got a mail whose answer says what is to become of it
     * @param settled when it came to an end
     */
    public record Times(Instant planned, Optional<Instant> asked, Optional<Instant> settled) {}

    /**
     * What was ordered; all of it is empty once it is settled.
     *
     * @param acts as {@link ActWords} writes them, in their order
     * @param receipt of the agent's mail, if one brought it
     * @param seen the last article there was when it was planned; 0 when there was none
     * @param reasons why it is held
     */
    public record Content(
            String text,
            List<NamedAddress> cc,
            List<String> acts,
            Optional<Long> receipt,
            ArticleId seen,
            List<String> reasons) {
        public Content {
            cc = List.copyOf(cc);
            acts = List.copyOf(acts);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * A file that goes along; its bytes are in the raw store.
     *
     * @param size bytes
     */
    public record File(long id, String name, String mediaType, long size, long raw) {}

    /** What became of it. */
    public enum State {
        /** It leaves at its time. */
        WAITING,
        /** Its time came, and something had happened on the ticket: its agent has to say what is to be done. */
        HELD,
        /** It left. */
        LEFT,
        /** It was taken back; its words are in its agent's draft. */
        TAKEN_BACK,
        /** It could not be sent; its words are in its agent's draft. */
        RETURNED;

        /** As it is stored. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** Whether it may still leave. */
    public boolean isOpen() {
        return state == State.WAITING || state == State.HELD;
    }

    /** Whether this agent wrote it. */
    public boolean isBy(AgentId agent) {
        return sender.agent().equals(agent);
    }
}
