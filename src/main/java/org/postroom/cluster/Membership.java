package org.postroom.cluster;

import java.util.SortedSet;
import java.util.function.Supplier;

/**
 * What a node says of itself.
 *
 * @param number its own among the nodes
 * @param name for people
 * @param work the names of the work there is, as conf says now
 * @param confPrint of what conf should say alike everywhere, as it is now
 * @param keys of its reply tokens
 */
public record Membership(
        int number, String name, Supplier<SortedSet<String>> work, Supplier<String> confPrint, KeyPrints keys) {
    /** The name of the machine that this is. */
    public static String machineName() {
        return Place.hostName();
    }
}
