package org.postroom.conversation;

import java.util.Locale;

/**
 * The line that stands in every notice to an agent between the room for the answer and what must not go out. Where it
 * stands in the text of an answer, the notice is still in it.
 */
public final class NoticeMarker {
    /** The line; a template may have a translation beside it. */
    public static final String LINE = "=== Postroom: write your answer above this line ===";

    private static final String CORE = "postroom: write your answer above this line";

    private NoticeMarker() {}

    /** Whether the marker is in the text, however it was wrapped or quoted. */
    static boolean isIn(String text) {
        return text.replaceAll("[\\s>|\\u00a0]+", " ").toLowerCase(Locale.ROOT).contains(CORE);
    }
}
