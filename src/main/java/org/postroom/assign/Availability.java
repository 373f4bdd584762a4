package org.postroom.assign;

import java.time.Instant;
import org.postroom.ticket.Way;

/**
 * What an agent last said of being there.
 *
 * @param available whether tickets may be given to the agent by a rule; false: away
 * @param since to the millisecond
 */
public record Availability(boolean available, Instant since, Way way) {}
