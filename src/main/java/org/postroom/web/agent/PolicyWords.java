package org.postroom.web.agent;

import java.util.Locale;
import java.util.function.BiFunction;
import org.postroom.agent.Decision;
import org.postroom.agent.TicketAction;

/**
 * Says in the visitor's language what the policy refuses.
 *
 * @param texts a text by its key and its arguments
 */
record PolicyWords(BiFunction<String, Object[], String> texts) {
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
        return texts.apply(key, arguments);
    }
}
