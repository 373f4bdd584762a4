package org.postroom.web.agent;

import org.postroom.ticket.PresenceStore;
import org.postroom.ticket.SeenStore;

/** Where it is kept who has looked at which ticket, and who is looking. */
record Watching(SeenStore seen, PresenceStore presence) {}
