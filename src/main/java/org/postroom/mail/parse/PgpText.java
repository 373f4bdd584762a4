package org.postroom.mail.parse;

import java.util.regex.Pattern;

/** Text that was signed or encrypted within itself, by the forms of RFC 9580 section 6 and 7. */
final class PgpText {
    private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String ENCRYPTED = "-----BEGIN PGP MESSAGE-----";
    private static final Pattern HEAD = Pattern.compile(
            "(?m)^-----BEGIN PGP SIGNED MESSAGE-----[ \\t]*\\n(?:[A-Za-z]{1,20}: [^\\n]*\\n)*+[ \\t]*\\n");
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";
    private static final Pattern DASHED = Pattern.compile("(?m)^- (?=-|From )");

    private PgpText() {}

    static boolean encrypted(String text) {
        return text.startsWith(ENCRYPTED) || text.contains("\n" + ENCRYPTED);
    }

    /** The text without the lines that sign it, which are in the raw mail; as it is when it is not signed from its first line on. */
    static String words(String text) {
        String bare = text.stripLeading();
        if (!bare.startsWith(SIGNED)) {
            return text;
        }
        int start = bare.indexOf("\n" + SIGNATURE);
        int end = start < 0 ? -1 : bare.indexOf(END, start);
        if (end < 0) {
            return text;
        }
        String signed = HEAD.matcher(bare.substring(0, start + 1)).replaceFirst("");
        return DASHED.matcher(signed).replaceAll("") + bare.substring(end + END.length());
    }
}
