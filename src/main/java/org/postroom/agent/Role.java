package org.postroom.agent;

/** What an agent is in a department. */
public enum Role {
    /** Sees and answers the tickets of the own groups. */
    AGENT,
    /** Sees the whole department. */
    MANAGER
}
