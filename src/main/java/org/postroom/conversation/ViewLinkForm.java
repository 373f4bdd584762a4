package org.postroom.conversation;

import java.util.regex.Pattern;

/** How the link to a customer's view of a ticket is written. */
public final class ViewLinkForm {
    private static final Pattern PATH = Pattern.compile("/view/[A-Za-z0-9_-]{22,}");

    private ViewLinkForm() {}

    /** The path of a token's page, below the public address. */
    public static String path(String token) {
        return "/view/" + token;
    }

    /** Whether there is such a link in a text. */
    public static boolean isIn(String text) {
        return PATH.matcher(text).find();
    }

    /** A text that goes to others than those who got the links in it: without their tokens. */
    public static String hiddenIn(String text) {
        return PATH.matcher(text).replaceAll(path("…"));
    }
}
