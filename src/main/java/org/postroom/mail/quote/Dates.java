package org.postroom.mail.quote;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for dates and times in a line, as programs write them above history: in figures or with a month's name, of any script. */
final class Dates {
    /** How far into a line its date may stand for the line to begin with it. */
    private static final int NEAR_START = 40;

    private static final String DIGIT = "\\p{Nd}";
    private static final String MONTH = "[\\p{L}\\p{M}.\u0970]";

    private static final Pattern DATE = Pattern.compile(String.join(
                    "|",
                    "(?<!D)(?:D{1,2}[./-]\\s?D{1,2}[./-]\\s?D{2,4}",
                    "D{4}[./-]\\s?D{1,2}[./-]\\s?D{1,2}",
                    "(?:19|20)D{2}\\s?(?:年|년)",
                    "(?:19|20)D{2}[.]?\\s(?:g|m|gada)[.]?\\sD{1,2}[.]",
                    "D{1,2}[.]?[\\s-]+(?:de\\s+)?M{2,12}[.]?,?(?:[\\s-]+(?:de\\s+|del\\s+)?[.]?(?:D{4}|D{2}(?!D))|,?\\s+D{1,2}[:.]D{2})",
                    "M{3,12}[.]?\\s+D{1,2}(?:st|nd|rd|th)?,?\\s+(?:D{4}|\\p{L}{2}\\s+D{1,2}[:.]D{2}|D{1,2}:D{2}))")
            .replace("D", DIGIT)
            .replace("M{", MONTH + "{"));

    private static final Pattern TIME = Pattern.compile("(?<!D)D{1,2}[:.h時시]\\s?D{2}".replace("D", DIGIT));

    private Dates() {}

    static boolean in(String words) {
        return DATE.matcher(words).find();
    }

    static boolean atStartOf(String words) {
        Matcher date = DATE.matcher(words);
        return date.find() && date.start() < NEAR_START;
    }

    static boolean withTimeIn(String words) {
        return in(words) && TIME.matcher(words).find();
    }
}
