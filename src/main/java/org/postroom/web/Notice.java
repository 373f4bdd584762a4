package org.postroom.web;

import java.util.Optional;

/** What was just done, as the page after it says: {@code ?done=answered} shows the text {@code done.answered}. */
final class Notice {
    private Notice() {}

    /** The sentence; empty when nothing was done, or the word is none of ours. */
    static Optional<String> of(Ask ask, Texts texts, Manner manner) {
        return ask.query("done")
                .map(word -> "done." + word)
                .filter(key -> texts.has(key))
                .map(key -> texts.of(manner.locale(), key));
    }
}
