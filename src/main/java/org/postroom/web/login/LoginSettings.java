package org.postroom.web.login;

import java.time.Duration;

/**
 * How long an agent stays logged in.
 *
 * @param idle without using the page
 * @param lifetime at most, however much it is used
 */
public record LoginSettings(Duration idle, Duration lifetime) {
    /** Twelve hours without use, thirty days in all. */
    public static final LoginSettings DEFAULT = new LoginSettings(Duration.ofHours(12), Duration.ofDays(30));

    /** Throws IllegalArgumentException when a time is not positive, or the first is longer than the second. */
    public LoginSettings {
        if (!idle.isPositive() || idle.compareTo(lifetime) > 0) {
            throw new IllegalArgumentException("Not times for a session: " + idle + " within " + lifetime);
        }
    }
}
