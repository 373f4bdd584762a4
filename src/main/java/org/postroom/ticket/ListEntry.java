package org.postroom.ticket;

import java.time.Instant;

/**
 * A ticket's place in a list: by this time, then by its id.
 *
 * @param cell the number of the cell it was found in
 */
record ListEntry(int cell, TicketId id, Instant at) {}
