package org.postroom.schedule;

import java.time.Duration;

/** One round of a worker's work. */
@FunctionalInterface
public interface Task {
    /** Does what is due and says how long to wait until the next round, unless woken before. Zero: at once. */
    Duration run() throws Exception;
}
