package org.postroom.outbound;

import java.time.Instant;

/**
 * A worker's hold on mails it has taken up. It stands as long as its holder lives, whatever the time.
 *
 * @param id unique
 * @param node of the worker
 * @param until when it should be over at the latest; nothing is decided by it
 */
record Claim(long id, int node, Instant until) {}
