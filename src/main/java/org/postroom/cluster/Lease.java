package org.postroom.cluster;

/**
 * A node's hold on a piece of work. Whoever acts on it later asks whether it still stands: the fence of a lease that went to
 * somebody else meanwhile is an old one, even when it has come back since.
 *
 * @param name of the work
 * @param fence one more with each new holder
 */
public record Lease(String name, long fence) {}
