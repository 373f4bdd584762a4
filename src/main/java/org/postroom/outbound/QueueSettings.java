package org.postroom.outbound;

import java.time.Duration;

/**
 * When a mail that could not be delivered yet is tried again, and when no more. The defaults are Postfix's
 * (minimal_backoff_time, maximal_backoff_time, maximal_queue_lifetime).
 *
 * @param firstRetry after the first attempt; doubles with each further one
 * @param longestRetry the longest time between two attempts
 * @param giveUpAfter from the moment the mail was queued
 * @param keep how long a notice is kept once it is done with
 */
public record QueueSettings(Duration firstRetry, Duration longestRetry, Duration giveUpAfter, Duration keep) {
    /** 5 minutes, doubling up to 67 minutes, for 5 days; notices are kept for 30. */
    public static final QueueSettings DEFAULT =
            new QueueSettings(Duration.ofMinutes(5), Duration.ofMinutes(67), Duration.ofDays(5), Duration.ofDays(30));

    public QueueSettings {
        if (!firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0 || !giveUpAfter.isPositive()) {
            throw new IllegalArgumentException(
                    "The first retry is after some time, the longest wait is no shorter, and giving up takes some time");
        }
    }

    /** How long to wait after this many attempts, 1 or more. */
    public Duration retryAfter(int attempts) {
        Duration wait = firstRetry;
        for (int i = 1; i < attempts && wait.compareTo(longestRetry) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(longestRetry) > 0 ? longestRetry : wait;
    }
}
