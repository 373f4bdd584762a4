package org.postroom.agent;

/** What {@link Policy} says to something an agent wants to do. */
public sealed interface Decision {
    /** It may be done. */
    record Allowed() implements Decision {}

    /** @param sentence for the agent: what is not allowed, whose ticket it is, and who can help */
    record Refused(String sentence) implements Decision {}

    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
