package org.postroom.outbound;

import java.time.Instant;

/**
 * A worker's hold on mails it has taken up. Whoever finds it run out takes its holder for dead.
 *
 * @param id unique
 * @param node of the worker
 */
record Claim(long id, int node, Instant until) {}
