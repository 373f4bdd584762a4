package org.postroom.storm;

import java.time.Instant;
import java.util.Optional;
import org.postroom.autoreply.Limit;

/**
 * One time that automatic answers were held back under one limit.
 *
 * @param breaker the limit that was reached; its key names it to operators
 * @param last when it held something back last
 * @param withheld how many answers
 * @param told whether administrators had a mail
 * @param end empty while it goes on
 */
public record Storm(
        StormId id, Limit breaker, Instant opened, Instant last, long withheld, boolean told, Optional<End> end) {
    static final int LOUD_IF_NARROW = 10;

    /**
     * How it ended.
     *
     * @param by the agent who ended it; empty when it did by itself or by a command
     */
    public record End(Instant at, Optional<String> by) {}

    /** How many answers it holds back before people are told: a customer who writes four mails in half an hour is no news. */
    public long loudFrom() {
        return breaker.isNarrow() ? LOUD_IF_NARROW : 1;
    }

    /** Whether people are told. */
    public boolean isLoud() {
        return withheld >= loudFrom();
    }

    /** What operators call its breaker: {@code domain:example.org}. */
    public String name() {
        return breaker.key();
    }
}
