package org.postroom.view;

import java.time.Instant;
import org.postroom.agent.AgentId;
import org.postroom.agent.Audience;

/**
 * A list of tickets that is kept.
 *
 * @param by whoever last made or changed it
 */
public record View(ViewId id, Content content, AgentId by, Instant changed) {
    /**
     * What can be changed of it.
     *
     * @param name one line, at most {@value #LONGEST_NAME} characters
     */
    public record Content(String name, Audience audience, Criteria criteria) {
        /** The most characters of a name. */
        public static final int LONGEST_NAME = 60;

        /** Throws IllegalArgumentException without a name, or when it is too long. */
        public Content {
            name = Criterion.spaced(name);
            if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
                throw new IllegalArgumentException("Not a view's name: '" + name + "'");
            }
        }
    }

    public String name() {
        return content.name();
    }

    public Audience audience() {
        return content.audience();
    }

    public Criteria criteria() {
        return content.criteria();
    }
}
