package org.postroom.mail.parse;

import java.util.Map;
import java.util.Optional;

/** The names of Windows' code pages (Microsoft, Code Page Identifiers) whose numbers are not in the name. */
final class WindowsCodePages {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "windows-1252"),
            Map.entry(1200, "utf-16le"),
            Map.entry(1201, "utf-16be"),
            Map.entry(10000, "macintosh"),
            Map.entry(10007, "x-mac-cyrillic"),
            Map.entry(10029, "x-mac-ce"),
            Map.entry(20127, "us-ascii"),
            Map.entry(20866, "koi8-r"),
            Map.entry(21866, "koi8-u"),
            Map.entry(20932, "euc-jp"),
            Map.entry(51932, "euc-jp"),
            Map.entry(51936, "gb2312"),
            Map.entry(51949, "euc-kr"),
            Map.entry(52936, "hz-gb-2312"),
            Map.entry(54936, "gb18030"),
            Map.entry(65000, "utf-7"),
            Map.entry(65001, "utf-8"));

    private static final int ISO_8859 = 28590;

    private WindowsCodePages() {}

    static String decode(byte[] bytes, int page) {
        return TextDecoder.decode(bytes, Optional.of(name(page)));
    }

    private static String name(int page) {
        boolean iso = page > ISO_8859 && page <= ISO_8859 + 15;
        return iso ? "iso-8859-" + (page - ISO_8859) : NAMES.getOrDefault(page, "cp" + page);
    }
}
