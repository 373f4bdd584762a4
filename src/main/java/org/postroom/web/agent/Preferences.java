package org.postroom.web.agent;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.postroom.web.Manner;

/**
 * How an agent wants the page, where it is not to be as conf and system have it.
 *
 * @param zone of times
 */
public record Preferences(Optional<Locale> language, Optional<ZoneId> zone, Manner.Theme theme) {
    /** Nothing chosen. */
    public static final Preferences NONE = new Preferences(Optional.empty(), Optional.empty(), Manner.Theme.SYSTEM);
}
