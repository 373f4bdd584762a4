package org.postroom.conversation;

import java.util.List;

/** What an agent's words to a customer are: fit to go out, or not without being asked. Decided by {@link AnswerScrub}. */
public sealed interface AgentAnswer {
    /** Nothing private was found; the text is empty when the agent wrote nothing but commands. */
    record Clean(String text) implements AgentAnswer {}

    /**
     * Something in it should perhaps not reach the customer.
     *
     * @param text what would go out
     * @param reasons one sentence each for the agent, at least one
     */
    record Suspicious(String text, List<String> reasons) implements AgentAnswer {
        public Suspicious {
            reasons = List.copyOf(reasons);
        }
    }

    /** The words, whatever they are. */
    String text();
}
