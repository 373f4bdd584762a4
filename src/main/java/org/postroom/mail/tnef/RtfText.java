package org.postroom.mail.tnef;

/**
 * What a reader sees of an RTF document.
 *
 * @param words its words, or HTML
 * @param html whether the RTF was made of HTML, and the words are that HTML again ([MS-OXRTFEX])
 */
public record RtfText(String words, boolean html) {
    static final RtfText NONE = new RtfText("", false);

    /** Reads RTF; what is broken is passed over. Takes time in proportion to its size. */
    public static RtfText of(byte[] rtf, CodePages pages) {
        return new RtfReader(rtf, pages).read();
    }
}
