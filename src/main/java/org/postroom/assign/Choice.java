package org.postroom.assign;

import org.postroom.agent.AgentId;
import org.postroom.agent.Assignment;
import org.postroom.agent.GroupId;

/** Who gets a ticket that came to a group. */
public sealed interface Choice {
    /** One English sentence for the trace of the mail. */
    String sentence();

    /** This agent, by this rule of the group. */
    record Given(AgentId to, GroupId group, Assignment rule) implements Choice {
        @Override
        public String sentence() {
            return "Assigned to " + to + ": " + rule.words() + " of " + group + ".";
        }
    }

    /** Nobody yet. */
    record Waits(GroupId group, Reason reason) implements Choice {
        @Override
        public String sentence() {
            return "Assigned to nobody: " + reason.words(group) + ".";
        }
    }

    /** Why nobody gets it. */
    enum Reason {
        /** The group's tickets are all its agents'. */
        NO_RULE("%s has no rule for it"),
        /** Somebody of the group is to take it, or to give it to somebody. */
        BY_HAND("%s assigns by hand"),
        /** The department is closed at this hour. */
        CLOSED("the department of %s is closed at this hour"),
        /** The group has no agents. */
        NO_AGENTS("%s has no agents"),
        /** All agents of the group are away. */
        ALL_AWAY("all agents of %s are away");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        String words(GroupId group) {
            return words.replace("%s", group.toString());
        }
    }
}
