package org.postroom.agent;

import java.util.List;
import java.util.Optional;

/** What {@link Policy} says to something an agent wants to do. */
public sealed interface Decision {
    /** It may be done. */
    record Allowed() implements Decision {}

    /**
     * It may not.
     *
     * @param group whose ticket it is, by name
     * @param department that group's, by name
     * @param shared at which level the ticket is shared with the agent's department, if it is
     * @param help who can do something about it
     */
    record Refused(TicketAction action, String group, String department, Optional<SharingLevel> shared, Help help)
            implements Decision {
        /** For the agent: what is not allowed, whose ticket it is, and who can help; in English, as mail says it. */
        public String sentence() {
            String level = shared.map(at ->
                            "It is shared with your department at level " + at.word() + ", which does not allow it. ")
                    .orElse("");
            return "You may not " + action.verb() + " this ticket. " + level + "It belongs to group " + group
                    + " of department " + department + "; " + help.words() + ".";
        }
    }

    /**
     * Who can help.
     *
     * @param names of some of them
     * @param others whether there are more
     */
    record Help(Whom whom, List<String> names, boolean others) {
        public Help {
            names = List.copyOf(names);
        }

        private String words() {
            String named = String.join(", ", names) + (others ? " and others" : "");
            return switch (whom) {
                case MANAGERS -> "its managers can help: " + named;
                case ADMINS -> "it has no manager, but admins can help: " + named;
                case WHO_KEEPS_CONF -> "whoever looks after conf/agents can help";
            };
        }
    }

    /** What those are who can help. */
    enum Whom {
        /** The department's managers. */
        MANAGERS,
        /** Admins, where it has no manager. */
        ADMINS,
        /** Nobody by name: there is neither manager nor admin. */
        WHO_KEEPS_CONF
    }

    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
