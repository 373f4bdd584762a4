package org.postroom.mail.tnef;

import org.postroom.schedule.Patience;

/**
 * What a reader sees of an RTF document.
 *
 * @param words its words, or HTML
 * @param html whether the RTF was made of HTML, and the words are that HTML again ([MS-OXRTFEX])
 */
public record RtfText(String words, boolean html) {
    static final RtfText NONE = new RtfText("", false);

    /** Reads RTF; what is broken is passed over. Takes time in proportion to its size, unless nobody waits for it ({@link Patience}). */
    public static RtfText of(byte[] rtf, CodePages pages) {
        return new RtfReader(rtf, pages).read();
    }
}
