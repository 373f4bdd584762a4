package org.postroom.web.agent;

import java.util.ArrayList;
import java.util.List;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.mail.quote.Segment;
import org.postroom.web.LinkedText;

/**
 * A run of a mail's text as the page shows it.
 *
 * @param folded whether it is history or signature, which opens when asked
 * @param pieces words and links, in their order
 * @param cut whether more of it comes only when asked
 */
record Passage(boolean folded, List<LinkedText.Piece> pieces, boolean cut) {
    private static final int LONGEST_NEW = 12_000;
    private static final int LONGEST_FOLDED = 3_000;

    Passage {
        pieces = List.copyOf(pieces);
    }

    /** How much of a text is shown at once. */
    enum Extent {
        /** As much as is comfortable: a page stays small however long its mails are. */
        USUAL,
        /** Every character. */
        WHOLE
    }

    /**
     * The whole text in passages, in its order: words written for this mail, and folded what is history or signature. Nothing is
     * left out but blank lines at the ends of passages, and what is too long unless the whole was asked for.
     */
    static List<Passage> of(String text, Extent extent) {
        List<Passage> passages = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        boolean folded = false;
        for (Segment segment : QuoteSplitter.split(text).segments()) {
            boolean folds = segment.kind() != Segment.Kind.NEW;
            if (folds != folded) {
                add(passages, run.toString(), folded, extent);
                run.setLength(0);
                folded = folds;
            }
            run.append(segment.text());
        }
        add(passages, run.toString(), folded, extent);
        return passages;
    }

    private static void add(List<Passage> passages, String text, boolean folded, Extent extent) {
        String shown = withoutBlankEnds(text);
        if (!shown.isEmpty()) {
            int most = folded ? LONGEST_FOLDED : LONGEST_NEW;
            boolean cut = extent == Extent.USUAL && shown.length() > most;
            passages.add(new Passage(folded, LinkedText.of(cut ? head(shown, most) : shown), cut));
        }
    }

    /** Whole lines where there are any, and never half a character. */
    private static String head(String text, int most) {
        int line = text.lastIndexOf('\n', most);
        int end = line > most / 2 ? line : most;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static String withoutBlankEnds(String text) {
        String end = text.stripTrailing();
        int start = 0;
        for (int i = 0; i < end.length() && Character.isWhitespace(end.charAt(i)); i++) {
            start = end.charAt(i) == '\n' ? i + 1 : start;
        }
        return end.substring(start);
    }
}
