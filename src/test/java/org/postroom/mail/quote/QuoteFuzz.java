package org.postroom.mail.quote;

import java.util.stream.Collectors;
import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;

/** Nothing of a text is lost when it is taken apart, and something always counts as new; what was forwarded in it is found in time. */
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
        ForwardedMail.in(text, false).ifPresent(QuoteFuzz::isForwarded);
        ForwardedMail.in(text, true).ifPresent(QuoteFuzz::isForwarded);
    }

    private static void isForwarded(ForwardedMail mail) {
        Hold.that(mail.before().equals(mail.before().strip()), "blanks around the words above a forwarded mail");
    }
}
