package org.postroom.mail.quote;

import java.util.stream.Collectors;
import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;

/** Nothing of a text is lost when it is taken apart, and something always counts as new. */
public final class QuoteFuzz {
    private QuoteFuzz() {}

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = Words.of(data);
        SplitText split = QuoteSplitter.split(text);
        String together = split.segments().stream().map(Segment::text).collect(Collectors.joining());
        Hold.that(together.equals(text), "lost something");
        boolean says = text.codePoints().anyMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        Hold.that(!says || !split.newText().isEmpty(), "nothing is new");
    }
}
