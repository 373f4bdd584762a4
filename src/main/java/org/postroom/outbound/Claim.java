package org.postroom.outbound;

/**
 * A worker's hold on mails it has taken up. It stands as long as its holder lives, whatever the time.
 *
 * @param id unique
 * @param node of the worker
 */
record Claim(long id, int node) {}
