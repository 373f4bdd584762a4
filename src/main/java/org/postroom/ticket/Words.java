package org.postroom.ticket;

/** Cuts text to what a column holds. */
final class Words {
    private Words() {}

    /** The first characters of a text, never half of a surrogate pair. */
    static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }
}
