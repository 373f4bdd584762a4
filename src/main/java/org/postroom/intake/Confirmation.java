package org.postroom.intake;

import java.util.Locale;
import java.util.Set;

/** What an agent says on a held mail, in the first word of the answer. */
enum Confirmation {
    SEND,
    CANCEL,
    UNCLEAR;

    private static final Set<String> SEND_WORDS = Set.of("send", "senden");
    private static final Set<String> CANCEL_WORDS = Set.of("cancel", "abbrechen");

    /** Reads the new text of the answer: the first line must be the word alone, in either language of ours. */
    static Confirmation read(String newText) {
        String first = newText.lines()
                .map(line -> line.replaceAll("[\\s\\u00a0#.!\"'*]+", " ").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (SEND_WORDS.contains(first)) {
            return SEND;
        }
        return CANCEL_WORDS.contains(first) ? CANCEL : UNCLEAR;
    }
}
