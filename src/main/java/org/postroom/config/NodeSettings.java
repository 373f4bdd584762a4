package org.postroom.config;

import java.util.Optional;

/**
 * Which of several nodes on one database this is.
 *
 * @param number 0 to 1023, another for each
 * @param name for people; empty for the machine's name
 */
public record NodeSettings(int number, Optional<String> name) {
    /** Number 0, without a name of its own. */
    static final NodeSettings DEFAULT = new NodeSettings(0, Optional.empty());
}
