package org.postroom.mail.parse;

import java.util.regex.Pattern;

/** The words of text/enriched (RFC 1896) and of text/richtext before it (RFC 1341 section 7.1.3). One pass. */
final class EnrichedText {
    private static final Pattern PARAMETER = Pattern.compile("(?is)<param>[^<]{0,1000}</param>");
    private static final Pattern BREAK = Pattern.compile("(?i)<nl>|</?(?:paragraph|np)>");
    private static final Pattern COMMAND = Pattern.compile("</?[A-Za-z0-9-]{1,60}>");
    private static final Pattern SINGLE_END = Pattern.compile("(?<!\\n)\\n(?!\\n)");
    private static final Pattern SEVERAL_ENDS = Pattern.compile("\\n(\\n+)");
    private static final String LESS = "\uE001";

    private EnrichedText() {}

    static boolean is(String mediaType) {
        return mediaType.equals("text/enriched") || mediaType.equals("text/richtext");
    }

    /** One line end is a blank; of several, one less than there are remains. */
    static String of(String mediaType, String text) {
        String bare = PARAMETER.matcher(text.replace("<<", LESS)).replaceAll("");
        String lines = mediaType.equals("text/richtext")
                ? BREAK.matcher(bare.replace('\n', ' ').replace("<lt>", LESS)).replaceAll("\n")
                : SEVERAL_ENDS.matcher(SINGLE_END.matcher(bare).replaceAll(" ")).replaceAll("$1");
        return COMMAND.matcher(lines).replaceAll("").replace(LESS, "<");
    }
}
