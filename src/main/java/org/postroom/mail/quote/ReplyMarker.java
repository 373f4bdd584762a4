package org.postroom.mail.quote;

import java.util.regex.Pattern;

/** The line at the top of a ticket system's mails under which everything is its own when it comes back. */
public final class ReplyMarker {
    /** The line in English. In another language the words between {@code ##-} and {@code -##} may differ. */
    public static final String TEXT = "##- Please type your reply above this line -##";

    private static final Pattern LINE = Pattern.compile("##-[^#\\n]{3,120}-##");

    /** Other ticket systems' lines, which come back when their mails are answered to us. */
    private static final Pattern OTHERS = Pattern.compile(
            "\\b(?:reply|write|type|respond|answer)\\b.{0,30}\\babove this line\\b|\\bantwort.{0,30}(?:ober|über)(?:halb)? dieser (?:zeile|linie)\\b"
                    + "|\\br[ée]pon.{0,30}au-dessus de cette ligne|\\brespond.{0,30}(?:encima de esta l[ií]nea|acima desta linha)"
                    + "|\\brispond.{0,30}sopra questa riga|\\bantwoord.{0,30}boven deze (?:lijn|regel)|\\bsvar.{0,30}(?:ovanför|over) denne? (?:raden?|linjen?)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final int LONGEST = 120;

    private ReplyMarker() {}

    /** Whether this line is such a marker, in whatever language and however quoted. */
    static boolean in(String line) {
        return line.contains("##-") && LINE.matcher(line).find()
                || line.length() < LONGEST
                        && aside(line)
                        && OTHERS.matcher(line).find();
    }

    /** No sentence, but a line set apart by dashes or the like. */
    private static boolean aside(String line) {
        String words = line.strip();
        return !words.isEmpty() && "-=#*_~[(<".indexOf(words.charAt(0)) >= 0;
    }
}
