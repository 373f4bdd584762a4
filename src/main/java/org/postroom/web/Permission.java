package org.postroom.web;

import org.postroom.agent.TicketAction;

/** What a route asks of whoever comes. There is no route without one. */
public sealed interface Permission {
    /** Nothing: log-in, static files, health. */
    record Anyone() implements Permission {}

    /** The token in the path, which {@code web.customer} looks up. */
    record ViewLink() implements Permission {}

    /** An agent who is logged in. */
    record LoggedIn() implements Permission {}

    /** An agent who may do this to the ticket whose number is in the path as {@code {ticket}}. */
    record OnTicket(TicketAction action) implements Permission {}

    /** An agent who looks after some department's queue and quarantine: a manager or an admin. */
    record Running() implements Permission {}
}
