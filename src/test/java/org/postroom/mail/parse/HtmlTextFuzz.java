package org.postroom.mail.parse;

import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;

/** Whatever the HTML, it becomes text of bounded length. */
public final class HtmlTextFuzz {
    private HtmlTextFuzz() {}

    private static final int MOST = 10_000;
    /** The last word of a text, or the target of its last link, may go beyond. */
    private static final int GRACE = 1_000_000;

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = HtmlText.of(Words.of(data), MOST);
        Hold.that(text.length() <= MOST + GRACE, "text of " + text.length() + " characters");
        VisibleHtml visible = VisibleHtml.of(Words.of(data), MOST);
        Hold.that(visible.body() != null, "nothing");
    }
}
