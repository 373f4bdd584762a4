package org.postroom.mailbox;

import java.time.Duration;

/**
 * How much is taken from a server at a time.
 *
 * @param largestMail bytes of the largest mail that is fetched whole; of larger ones the beginning is held, and they stay in
 *     the mailbox
 * @param batchMails mails fetched and held at once
 * @param batchBytes bytes fetched and held at once, as listed; a larger mail comes alone
 * @param roundMails mails after which removals are settled, so that a broken POP3 session takes back no more than those
 */
public record FetchLimits(long largestMail, int batchMails, long batchBytes, int roundMails) {
    /** Mails up to 50 MiB, in batches of 100 or 4 MiB. */
    public static final FetchLimits USUAL = new FetchLimits(50L << 20, 100, 4L << 20, 2_000);

    public FetchLimits {
        if (largestMail < 1 || batchMails < 1 || batchBytes < 1 || roundMails < 1) {
            throw new IllegalArgumentException("Limits of fetching must be positive");
        }
    }

    /** When to end a round whose poll may take this long: early enough to settle what was removed. */
    static Duration roundTime(Duration poll) {
        return poll.dividedBy(2);
    }
}
