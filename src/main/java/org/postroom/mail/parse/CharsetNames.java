package org.postroom.mail.parse;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the charset that a label means. Programs label text with a standard's name and write the vendor's superset of it,
 * so the superset decodes it, as browsers do (WHATWG Encoding Standard, section 4.2).
 */
final class CharsetNames {
    private static final Pattern NOISE = Pattern.compile("^[\\s\"'=]+|[\\s\"';(,*$].*$|\\p{Cntrl}", Pattern.DOTALL);

    private static final Map<String, String> SUPERSETS = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("latin-1", "windows-1252"),
            Map.entry("iso8859-1", "windows-1252"),
            Map.entry("iso-latin-1", "windows-1252"),
            Map.entry("8859-1", "windows-1252"),
            Map.entry("ansi", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "windows-874"),
            Map.entry("tis-620", "windows-874"),
            Map.entry("iso-8859-8-i", "windows-1255"),
            Map.entry("iso-8859-8-e", "windows-1255"),
            Map.entry("iso-8859-8", "windows-1255"),
            Map.entry("gb2312", "GB18030"),
            Map.entry("gb_2312-80", "GB18030"),
            Map.entry("gb2312-80", "GB18030"),
            Map.entry("euc-cn", "GB18030"),
            Map.entry("gbk", "GB18030"),
            Map.entry("x-gbk", "GB18030"),
            Map.entry("cp936", "GB18030"),
            Map.entry("ms936", "GB18030"),
            Map.entry("big5", "Big5-HKSCS"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("ms_kanji", "windows-31j"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("ksc_5601", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("cp949", "x-windows-949"),
            Map.entry("uhc", "x-windows-949"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("iso-2022-jp-ms", "x-windows-iso2022jp"),
            Map.entry("cp50220", "x-windows-iso2022jp"),
            Map.entry("cp50221", "x-windows-iso2022jp"),
            Map.entry("cp50222", "x-windows-iso2022jp"),
            Map.entry("csiso2022jp", "x-windows-iso2022jp"),
            Map.entry("utf8", "UTF-8"),
            Map.entry("utf-8", "UTF-8"),
            Map.entry("utf-8mb4", "UTF-8"),
            Map.entry("utf8mb4", "UTF-8"),
            Map.entry("x-unicode-2-0-utf-8", "UTF-8"),
            Map.entry("unicode-1-1-utf-8", "UTF-8"),
            Map.entry("unicode", "UTF-16"),
            Map.entry("macintosh", "x-MacRoman"),
            Map.entry("mac", "x-MacRoman"),
            Map.entry("x-mac-ce", "x-MacCentralEurope"),
            Map.entry("x-mac-centraleurroman", "x-MacCentralEurope"),
            Map.entry("x-mac-ukrainian", "x-MacUkraine"),
            Map.entry("big5-eten", "Big5-HKSCS"),
            Map.entry("cn-big5", "Big5-HKSCS"),
            Map.entry("x-x-big5", "Big5-HKSCS"),
            Map.entry("cp950", "x-windows-950"),
            Map.entry("windows-950", "x-windows-950"),
            Map.entry("cn-gb", "GB18030"),
            Map.entry("chinese", "GB18030"),
            Map.entry("windows-936", "GB18030"),
            Map.entry("windows-949", "x-windows-949"),
            Map.entry("windows-932", "windows-31j"),
            Map.entry("shift_jisx0213", "x-SJIS_0213"),
            Map.entry("shift_jis-2004", "x-SJIS_0213"),
            Map.entry("korean", "x-windows-949"),
            Map.entry("x-euc-jp", "EUC-JP"),
            Map.entry("x-viqr", "UTF-8"),
            Map.entry("visual", "windows-1255"),
            Map.entry("logical", "windows-1255"),
            Map.entry("arabic", "windows-1256"),
            Map.entry("greek", "ISO-8859-7"),
            Map.entry("hebrew", "windows-1255"),
            Map.entry("iso-8859-8-1", "windows-1255"),
            Map.entry("iso-8859-6-i", "ISO-8859-6"),
            Map.entry("iso-8859-6-e", "ISO-8859-6"),
            Map.entry("koi8", "KOI8-R"),
            Map.entry("koi", "KOI8-R"),
            Map.entry("cp-866", "IBM866"),
            Map.entry("dos", "IBM850"),
            Map.entry("utf-8-sig", "UTF-8"),
            Map.entry("utf-8-mac", "UTF-8"),
            Map.entry("cesu-8", "CESU-8"),
            Map.entry("ucs-2", "UTF-16"),
            Map.entry("iso-10646-ucs-2", "UTF-16"),
            Map.entry("koi8-r", "KOI8-R"),
            Map.entry("koi8-ru", "KOI8-U"));

    private CharsetNames() {}

    /** The label without quotes, comments and other noise around it, in lower case; empty when nothing is left. */
    static String tidy(String label) {
        String bare = NOISE.matcher(label.strip()).replaceAll("");
        return NOISE.matcher(bare).replaceAll("").toLowerCase(Locale.ROOT);
    }

    /** The charset that decodes text of this label, or empty when nobody knows it. */
    static Optional<Charset> find(String label) {
        String tidy = tidy(label);
        if (tidy.isEmpty()) {
            return Optional.empty();
        }
        String name = SUPERSETS.getOrDefault(tidy, tidy);
        return known(name).or(() -> respelled(name));
    }

    /** Vendors' spellings such as {@code cp-1252}, {@code x-cp1251}, {@code windows1252} or {@code iso_8859-2}. */
    private static Optional<Charset> respelled(String name) {
        String respelled = name.replaceFirst("^x-mac-?(\\w+)$", "x-mac$1")
                .replaceFirst("^x-(?!mac)", "")
                .replace('_', '-')
                .replaceFirst("^cp-?(125\\d)$", "windows-$1")
                .replaceFirst("^(?:windows|win|ms|ansi)-?(125\\d|874)$", "windows-$1")
                .replaceFirst("^cp-?(\\d+)$", "IBM$1")
                .replaceFirst("^iso-?8859-?(\\d+)$", "iso-8859-$1");
        return respelled.equals(name) ? Optional.empty() : known(SUPERSETS.getOrDefault(respelled, respelled));
    }

    private static Optional<Charset> known(String name) {
        return Optional.ofNullable(Known.BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Java asks every provider of charsets for each name it does not know, which takes a millisecond; hence this table. */
    private static final class Known {
        private static final Map<String, Charset> BY_NAME = byName();

        private static Map<String, Charset> byName() {
            Map<String, Charset> byName = new HashMap<>();
            for (Charset charset : Charset.availableCharsets().values()) {
                charset.aliases().forEach(alias -> byName.putIfAbsent(alias.toLowerCase(Locale.ROOT), charset));
            }
            for (Charset charset : Charset.availableCharsets().values()) {
                byName.put(charset.name().toLowerCase(Locale.ROOT), charset);
            }
            return Map.copyOf(byName);
        }
    }
}
