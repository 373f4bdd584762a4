package org.postroom.cluster;

/**
 * Fingerprints of what nodes should have alike.
 *
 * @param work of the names of the work that it can do
 * @param conf of what its conf says
 * @param keys of the keys of its reply tokens
 */
public record Prints(String work, String conf, KeyPrints keys) {}
