package org.postroom.outbound;

import java.time.Instant;

/**
 * A worker's hold on mails it has taken up. Who lives decides whether it stands, not the time, which is noted for people.
 *
 * @param id unique
 * @param node of the worker
 */
record Claim(long id, int node, Instant until) {}
