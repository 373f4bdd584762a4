package org.postroom.intake;

import java.time.Duration;
import java.util.Set;
import org.postroom.mail.EmailAddress;

/**
 * How many tickets one sender opens.
 *
 * @param most in every stretch of time as long as the window; what comes beyond goes to one ticket, until nothing came for as long
 * @param except senders who may open any number, such as a form on a web page
 */
public record FloodSettings(int most, Duration window, Set<EmailAddress> except) {
    /** 100 in an hour. */
    public static final FloodSettings DEFAULT = new FloodSettings(100, Duration.ofHours(1), Set.of());

    /** Throws IllegalArgumentException when there could be no ticket at all. */
    public FloodSettings {
        except = Set.copyOf(except);
        if (most < 1 || !window.isPositive()) {
            throw new IllegalArgumentException("A sender may open some tickets in some time");
        }
    }
}
