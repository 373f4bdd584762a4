package org.postroom.mail.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** File names in Content-Disposition: RFC 2231's {@code filename*}, and a plain {@code filename} for programs that do not know it. */
final class FileNames {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PLAIN = 60;
    private static final int SECTION = 50;
    /** Controls, line separators, and invisible marks that would make a name look like another (U+202E). */
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
    /** RFC 2231's attribute-char. */
    private static final String UNENCODED = "!#$&+-.^_`|~";

    private FileNames() {}

    /** Text that names a file: on one line, without slashes, ending as the given name does. */
    static String cleanFileName(String name) {
        String clean = NOT_IN_NAMES
                .matcher(HeaderText.wellFormed(name))
                .replaceAll("")
                .replace('/', '_')
                .replace('\\', '_')
                .strip();
        int length = clean.codePointCount(0, clean.length());
        return length <= LONGEST_NAME ? clean : clean.substring(clean.offsetByCodePoints(0, length - LONGEST_NAME));
    }

    /** The parameters of a Content-Disposition that name this file; none for an empty name. */
    static List<String> fileName(String name) {
        String clean = cleanFileName(name);
        if (clean.isEmpty()) {
            return List.of();
        }
        boolean plain = HeaderText.isPlain(clean) && clean.length() <= LONGEST_PLAIN;
        List<String> parameters = new ArrayList<>();
        parameters.add("filename=" + HeaderText.quoted(plain ? clean : fallback(clean)));
        if (!plain) {
            parameters.addAll(extended(clean));
        }
        return parameters;
    }

    private static String fallback(String name) {
        String ascii = name.codePoints()
                .map(point -> point >= ' ' && point <= '~' && point != '?' ? point : '_')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return ascii.length() <= LONGEST_PLAIN ? ascii : ascii.substring(ascii.length() - LONGEST_PLAIN);
    }

    private static List<String> extended(String name) {
        List<String> sections = sections(name);
        if (sections.size() == 1) {
            return List.of("filename*=UTF-8''" + sections.getFirst());
        }
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < sections.size(); i++) {
            parameters.add("filename*" + i + "*=" + (i == 0 ? "UTF-8''" : "") + sections.get(i));
        }
        return parameters;
    }

    private static List<String> sections(String name) {
        List<String> sections = new ArrayList<>();
        StringBuilder section = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean unencoded =
                    b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || UNENCODED.indexOf(b) >= 0;
            section.append(unencoded ? String.valueOf((char) b) : "%" + HeaderText.hex(b));
            if (section.length() >= SECTION) {
                sections.add(section.toString());
                section.setLength(0);
            }
        }
        if (!section.isEmpty()) {
            sections.add(section.toString());
        }
        return sections;
    }
}
