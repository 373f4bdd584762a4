package org.postroom.storm;

import java.time.Duration;

/**
 * What becomes of storms.
 *
 * @param calmAfter how long nothing has to be held back until a storm is over
 * @param letters whether administrators get a mail when one begins and when it is over
 * @param lettersPerHour how many mails about beginnings, in any hour; the next says how many were left out
 * @param keep how long a storm that is over stays listed
 */
public record StormSettings(Duration calmAfter, boolean letters, int lettersPerHour, Duration keep) {
    /** Over after 30 minutes; at most 6 mails an hour; listed for 30 days. */
    public static final StormSettings DEFAULT = new StormSettings(Duration.ofMinutes(30), true, 6, Duration.ofDays(30));

    /** Throws IllegalArgumentException when a time or the number of mails is not positive. */
    public StormSettings {
        if (!calmAfter.isPositive() || lettersPerHour < 1 || !keep.isPositive()) {
            throw new IllegalArgumentException("A storm's times and mails are more than none");
        }
    }
}
