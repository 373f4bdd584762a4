package org.postroom.conversation;

import java.time.Instant;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.TicketId;

/**
 * The right to see the public part of one ticket on the page and to answer there (SPEC D2), as long as it lasts.
 *
 * @param address the one it was sent to; whoever uses the link acts as this address
 */
public record ViewLink(TicketId ticket, EmailAddress address, Instant issued, Instant expires) {}
