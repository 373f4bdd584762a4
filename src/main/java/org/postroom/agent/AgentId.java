package org.postroom.agent;

/** The id of an agent: the name of its file under {@code conf/agents/}. */
public record AgentId(String value) {
    /** Throws IllegalArgumentException when the value is not as {@link IdSyntax#RULE} says. */
    public AgentId {
        IdSyntax.check("agent", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
