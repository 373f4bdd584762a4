package org.postroom.config;

/**
 * A key with its value, as written.
 *
 * @param text before {@code ${…}} is filled in
 * @param depth how many includes down: what stands nearer to the top wins
 */
record Entry(String key, String text, Place place, int depth) {}
