package org.postroom.mail.tnef;

import java.util.Map;

/** Which code page the bytes of a font are in (RTF 1.9.1, {@code \fcharset}). */
final class FontCharsets {
    private static final Map<Integer, Integer> PAGES = Map.ofEntries(
            Map.entry(0, 1252),
            Map.entry(77, 10000),
            Map.entry(128, 932),
            Map.entry(129, 949),
            Map.entry(134, 936),
            Map.entry(136, 950),
            Map.entry(161, 1253),
            Map.entry(162, 1254),
            Map.entry(163, 1258),
            Map.entry(177, 1255),
            Map.entry(178, 1256),
            Map.entry(186, 1257),
            Map.entry(204, 1251),
            Map.entry(222, 874),
            Map.entry(238, 1250));

    private FontCharsets() {}

    /** 0 where the document's own applies. */
    static int codePage(int charset) {
        return PAGES.getOrDefault(charset, 0);
    }
}
