package org.postroom.cluster;

import java.time.Duration;

/**
 * A process on the database, as the database has it.
 *
 * @param number its {@code node.number}
 * @param incarnation its own among all processes there ever were
 * @param name for people
 * @param place machine and process
 * @param alive whether it said lately that it lives
 * @param age since it began
 * @param prints of what it has
 */
public record Node(
        int number, long incarnation, String name, String place, boolean alive, Duration age, Prints prints) {

    Node living() {
        return new Node(number, incarnation, name, place, true, age, prints);
    }

    /** Its number and name, such as {@code 2 (mail-b)}. */
    public String shown() {
        return number + " (" + name + ")";
    }
}
