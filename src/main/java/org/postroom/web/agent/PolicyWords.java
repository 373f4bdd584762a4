package org.postroom.web.agent;

import java.util.Locale;
import org.postroom.agent.Decision;
import org.postroom.agent.TicketAction;
import org.postroom.web.Visitor;

/** Says in the visitor's language what the policy refuses. */
record PolicyWords(Manners manners, Visitor visitor) {
    /** What is not allowed, whose ticket it is, and who can help. */
    String of(Decision.Refused refused) {
        return text(
                "policy.refused",
                text("policy.action." + word(refused.action())),
                refused.shared()
                        .map(level -> text("policy.shared", text("share.level." + level.word())) + " ")
                        .orElse(""),
                refused.group(),
                refused.department(),
                help(refused.help()));
    }

    private String help(Decision.Help help) {
        String names = String.join(", ", help.names());
        return text("policy.help." + word(help.whom()), help.others() ? text("policy.others", names) : names);
    }

    /** The key of an action's words behind {@code policy.action.}. */
    static String word(TicketAction action) {
        return word((Enum<?>) action);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String text(String key, Object... arguments) {
        return manners.text(visitor, key, arguments);
    }
}
