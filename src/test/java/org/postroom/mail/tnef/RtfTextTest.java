package org.postroom.mail.tnef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.postroom.schedule.Patience;

class RtfTextTest {
    private static final CodePages PAGES =
            (bytes, page) -> new String(bytes, Charset.forName(page == 932 ? "windows-31j" : "windows-" + page));

    private static RtfText read(String rtf) {
        return RtfText.of(rtf.getBytes(StandardCharsets.ISO_8859_1), PAGES);
    }

    @Test
    void wordsAreWhatAReaderSees() {
        RtfText text = read(
                "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red1;}{\\*\\generator Word;}"
                        + "{\\info{\\title secret}}\\pard Dear \\b all\\b0 ,\\par\\tab caf\\'e9 \\u8364? 10\\line {\\pict 89504e}bye\\}\\\\}");
        assertThat(text).isEqualTo(new RtfText("Dear all,\n\tcafé € 10\nbye}\\", false));
    }

    @Test
    void fontsTellTheCodePageOfTheirBytes() {
        RtfText text = read("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}"
                + "{\\f2\\fcharset128 MS;}}\\f0 a\\'e4 {\\f1 \\'cf\\'f0\\'e8}{\\f2 \\'8c\\'a9} b}");
        assertThat(text.words()).isEqualTo("aä При見 b");
    }

    @Test
    void theHtmlThatOutlookHidIsTakenOutAgain() {
        RtfText text = read("{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0 Arial;}}"
                + "{\\*\\htmltag19 <html>}{\\*\\htmltag50 <body>}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hello "
                + "{\\*\\htmltag84 <b>}\\htmlrtf {\\b\\htmlrtf0 you{\\*\\htmltag92 </b>}\\htmlrtf }\\htmlrtf0"
                + "{\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 \\'e4{\\*\\mhtmltag64 <p x>}\\htmlrtf\\par}\\htmlrtf0"
                + "{\\*\\htmltag72 </p>}{\\*\\htmltag58 </body>}}");
        assertThat(text).isEqualTo(new RtfText("<html><body><p>Hello <b>you</b>&nbsp;ä</p></body>", true));
    }

    @Test
    void whatIsNoRtfHasNoWords() {
        assertThat(read("Hello")).isEqualTo(RtfText.NONE);
        assertThat(read("{\\rtf1 " + "{".repeat(100_000)).words()).isEmpty();
        assertThat(read("{\\rtf1 a\\bin999999999 b\\u-9999999999 \\'z").words()).isEqualTo("a");
    }

    /** The example of [MS-OXRTFCP] section 4.1.1. */
    @Test
    void compressedRtfIsUnpacked() {
        byte[] packed = HexFormat.of()
                .parseHex(
                        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0");
        assertThat(new String(CompressedRtf.unpack(packed, 1000), StandardCharsets.US_ASCII))
                .isEqualTo("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    }

    /** The example of [MS-OXRTFCP] section 4.1.2: a reference that reads what it writes. */
    @Test
    void repetitionsAreUnpacked() {
        byte[] packed = HexFormat.of().parseHex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0");
        assertThat(new String(CompressedRtf.unpack(packed, 1000), StandardCharsets.US_ASCII))
                .isEqualTo("{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
    }

    @Test
    void unpackingEndsAtItsLimit() {
        byte[] packed = HexFormat.of().parseHex("00000000ffffffff4c5a467500000000" + "ff0000".repeat(5000));
        assertThat(CompressedRtf.unpack(packed, 1000)).hasSizeLessThan(1200);
    }

    @Test
    void readingEndsWhenItIsGivenUp() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> read("{\\rtf1 a{b}{c}}")).isInstanceOf(Patience.Ended.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
