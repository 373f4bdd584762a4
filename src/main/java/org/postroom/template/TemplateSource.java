package org.postroom.template;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text template taken apart into subject and body, each with the lines where the file has them. */
record TemplateSource(String subject, String body) {
    private static final Pattern SHAPE =
            Pattern.compile("Subject:[ \\t]*([^\\n]*\\S)[ \\t]*\\n[ \\t]*\\n(.*)", Pattern.DOTALL);

    static final String RULE = "The first line must be 'Subject: …', the second empty";

    static boolean isWellFormed(String file) {
        return SHAPE.matcher(file).matches();
    }

    /** Throws IllegalArgumentException when the file has not the shape of {@link #RULE}. */
    static TemplateSource of(String file) {
        Matcher matcher = SHAPE.matcher(file);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        return new TemplateSource(matcher.group(1), "\n\n" + matcher.group(2));
    }
}
