package org.postroom.agent;

import java.util.Locale;

/** How tickets that come to a group are given to its agents (SPEC F3). */
public enum Assignment {
    /** To nobody: they are the whole group's. */
    NONE,
    /** To nobody, until somebody takes them or gives them out; the notice asks for it. */
    MANUAL,
    /** To the available agents in turn. */
    ROUND_ROBIN,
    /** To the available agent with the fewest active tickets; in turn among those who have as many. */
    LOAD;

    /** As people read it: {@code round robin}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
