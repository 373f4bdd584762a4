package org.postroom.ticket;

import java.time.Instant;
import org.postroom.agent.GroupId;

/**
 * A ticket that is to be opened. Its customer becomes its first participant.
 *
 * @param prefix of its number
 * @param group it lands in, as a rule the front line
 */
public record NewTicket(String prefix, GroupId group, Ticket.Matter matter, By by, Instant at) {}
