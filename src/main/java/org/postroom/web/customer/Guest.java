package org.postroom.web.customer;

import org.postroom.agent.Brand;
import org.postroom.agent.Department;
import org.postroom.conversation.ViewLink;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.Ticket;

/**
 * Somebody who came by a link that works.
 *
 * @param who whom it was sent to, and who takes part in the ticket
 * @param ticket the one the link opens; no other is ever shown
 */
record Guest(ViewLink link, NamedAddress who, Ticket ticket, Department department, Brand brand) {}
