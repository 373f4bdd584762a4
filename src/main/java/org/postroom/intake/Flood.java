package org.postroom.intake;

import java.time.Instant;
import org.postroom.ticket.TicketId;

/**
 * That a sender's mails go to one ticket, since they opened too many.
 *
 * @param ticket the one they go to now
 * @param last when the last one came
 * @param mails how many that ticket has got
 */
record Flood(TicketId ticket, Instant last, long mails) {}
