package org.postroom.web.agent;

import org.postroom.web.Reply;
import org.postroom.web.Visit;

/** Shows the page of the visit's ticket. */
@FunctionalInterface
interface TicketScreen {
    /** The page, with what was attempted on it and did not come about. */
    Reply show(Visit visit, int status, Attempt attempt);
}
