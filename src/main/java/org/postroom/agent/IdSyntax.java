package org.postroom.agent;

import java.util.regex.Pattern;

/** What the ids that stand in conf as file names and words look like. */
public final class IdSyntax {
    /** The rule, as a person is told it. */
    public static final String RULE =
            "lower-case letters a-z, digits and hyphens, beginning with a letter or digit, at most 64 characters";

    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private IdSyntax() {}

    /** Whether this text can be the id of a brand, department, group, agent, product or SMTP account. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    static void check(String kind, String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException("Not an id for " + kind + ": '" + text + "' (" + RULE + ")");
        }
    }
}
