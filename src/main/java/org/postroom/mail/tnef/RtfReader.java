package org.postroom.mail.tnef;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.postroom.schedule.Patience;

/**
 * Takes the words out of RTF (Rich Text Format 1.9.1), and the HTML that Outlook hides in it ([MS-OXRTFEX] section 2.1).
 * One pass; for one document.
 */
final class RtfReader {
    private static final int DEEPEST = 10_000;
    /** Groups of which nothing is text. */
    private static final Set<String> UNSEEN = Set.of(
            "colortbl",
            "stylesheet",
            "info",
            "pict",
            "object",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "fldinst",
            "listtable",
            "listoverridetable",
            "mhtmltag",
            "pntext",
            "rsidtbl",
            "themedata",
            "datastore",
            "latentstyles",
            "xmlnstbl",
            "bkmkstart",
            "bkmkend");

    /** What a group inherits and changes for itself. */
    private static final class Group {
        private boolean unseen;
        private boolean fonts;
        private boolean tag;
        private boolean rtfOnly;
        private int codePage;
        private int characterBytes = 1;

        private Group inner() {
            Group inner = new Group();
            inner.unseen = unseen;
            inner.fonts = fonts;
            inner.tag = tag;
            inner.rtfOnly = rtfOnly;
            inner.codePage = codePage;
            inner.characterBytes = characterBytes;
            return inner;
        }
    }

    private final String rtf;
    private final CodePages pages;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Deque<Group> outer = new ArrayDeque<>();
    private final Map<Integer, Integer> fontPages = new HashMap<>();
    private Group group = new Group();
    private boolean optional;
    private boolean fromHtml;
    private int documentPage = 1252;
    private int font;
    private int toSkip;
    private int at;

    RtfReader(byte[] rtf, CodePages pages) {
        this.rtf = new String(rtf, StandardCharsets.ISO_8859_1);
        this.pages = pages;
    }

    RtfText read() {
        if (!rtf.startsWith("{\\rtf")) {
            return RtfText.NONE;
        }
        while (at < rtf.length() && outer.size() < DEEPEST) {
            step(rtf.charAt(at++));
        }
        flush();
        return new RtfText(out.toString().replace("\0", "").strip(), fromHtml);
    }

    private void step(char c) {
        switch (c) {
            case '{' -> {
                flush();
                outer.push(group);
                group = group.inner();
            }
            case '}' -> {
                flush();
                group = outer.isEmpty() ? group : outer.pop();
                optional = false;
            }
            case '\\' -> control();
            case '\r', '\n' -> {}
            default -> character(c);
        }
    }

    private void control() {
        if (at >= rtf.length()) {
            return;
        }
        char c = rtf.charAt(at);
        if (Character.isLetter(c) && c < 128) {
            word();
            return;
        }
        at++;
        switch (c) {
            case '\'' -> hexadecimal();
            case '*' -> optional = true;
            case '~' -> say("\u00A0");
            case '-', ':' -> {}
            case '_' -> say("-");
            case '\r', '\n' -> say("\n");
            default -> character(c);
        }
    }

    private void hexadecimal() {
        if (at + 2 <= rtf.length()) {
            int high = Character.digit(rtf.charAt(at), 16);
            int low = Character.digit(rtf.charAt(at + 1), 16);
            at += 2;
            if (high >= 0 && low >= 0) {
                character((char) (high << 4 | low));
            }
        }
    }

    private void character(char c) {
        if (toSkip > 0) {
            toSkip--;
        } else if (seen()) {
            pending.write(c);
        }
    }

    /** In RTF that was HTML, what stands for RTF's readers only is not seen; the tags are. */
    private boolean seen() {
        return !group.unseen && !group.fonts && !(fromHtml && group.rtfOnly && !group.tag);
    }

    private void say(String text) {
        if (seen()) {
            flush();
            out.append(text);
        }
    }

    private void flush() {
        if (pending.size() > 0) {
            Patience.check();
            out.append(pages.decode(pending.toByteArray(), group.codePage > 0 ? group.codePage : documentPage));
            pending.reset();
        }
    }

    private void word() {
        int start = at;
        while (at < rtf.length() && rtf.charAt(at) < 128 && Character.isLetter(rtf.charAt(at)) && at - start < 40) {
            at++;
        }
        String word = rtf.substring(start, at);
        int number = at;
        if (at < rtf.length() && rtf.charAt(at) == '-') {
            at++;
        }
        while (at < rtf.length() && rtf.charAt(at) >= '0' && rtf.charAt(at) <= '9' && at - number < 10) {
            at++;
        }
        String digits = rtf.substring(number, at);
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        boolean some = !digits.isEmpty() && !digits.equals("-");
        obey(word, some, some ? (int) Long.parseLong(digits) : 0);
    }

    private void obey(String word, boolean numbered, int number) {
        if (destination(word)) {
            return;
        }
        switch (word) {
            case "par", "line", "row", "sect", "page" -> lineEnd();
            case "tab", "cell" -> say(fromHtml && group.rtfOnly ? "" : "\t");
            case "u" -> unicode(number);
            case "uc" -> group.characterBytes = Math.clamp(number, 0, 8);
            case "bin" -> at += Math.clamp(number, 0, rtf.length() - at);
            case "ansicpg" -> documentPage = number > 0 ? number : documentPage;
            case "fromhtml" -> fromHtml = number != 0 || !numbered;
            case "htmlrtf" -> {
                flush();
                group.rtfOnly = !numbered || number != 0;
            }
            case "f" -> font(number);
            case "fcharset" -> fontPages.put(font, FontCharsets.codePage(number));
            default -> say(Symbols.of(word));
        }
    }

    /** Whether the word begins a group of its own kind. */
    private boolean destination(String word) {
        boolean unknown = optional;
        optional = false;
        if (word.equals("fonttbl")) {
            group.fonts = true;
            return true;
        }
        if (word.equals("htmltag") && unknown) {
            group.tag = true;
            group.rtfOnly = false;
            return true;
        }
        if (UNSEEN.contains(word) || unknown && !word.equals("htmltag")) {
            group.unseen = true;
            return true;
        }
        return false;
    }

    private void lineEnd() {
        say("\n");
    }

    private void unicode(int number) {
        say(String.valueOf((char) number));
        toSkip = group.characterBytes;
    }

    private void font(int number) {
        font = number;
        if (!group.fonts) {
            flush();
            group.codePage = fontPages.getOrDefault(number, 0);
        }
    }
}
