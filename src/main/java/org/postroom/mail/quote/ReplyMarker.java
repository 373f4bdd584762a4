package org.postroom.mail.quote;

import java.util.regex.Pattern;

/** The line at the top of our mails under which everything is ours when it comes back. */
public final class ReplyMarker {
    /** The line in English. In another language the words between {@code ##-} and {@code -##} may differ. */
    public static final String TEXT = "##- Please type your reply above this line -##";

    private static final Pattern LINE = Pattern.compile("##-[^#\\n]{3,120}-##");

    private ReplyMarker() {}

    /** Whether this line is the marker, in whatever language and however quoted. */
    static boolean in(String line) {
        return line.contains("##-") && LINE.matcher(line).find();
    }
}
