package org.postroom.mailbox.imap;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes folder names as IMAP wants them: quoted, in modified UTF-7 (RFC 3501 section 5.1.3). */
final class FolderName {
    private FolderName() {}

    /** The name as a quoted string. */
    static String quoted(String name) {
        return quote(modifiedUtf7(name));
    }

    /** A quoted string (RFC 3501 section 4.3) of text that has no CR, LF or NUL. */
    static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    static String modifiedUtf7(String name) {
        StringBuilder encoded = new StringBuilder();
        int i = 0;
        while (i < name.length()) {
            int run = i;
            while (run < name.length() && !isDirect(name.charAt(run))) {
                run++;
            }
            if (run > i) {
                encoded.append('&').append(base64(name.substring(i, run))).append('-');
                i = run;
            } else {
                char direct = name.charAt(i);
                encoded.append(direct == '&' ? "&-" : String.valueOf(direct));
                i++;
            }
        }
        return encoded.toString();
    }

    private static boolean isDirect(char character) {
        return character >= 0x20 && character <= 0x7e;
    }

    private static String base64(String run) {
        byte[] utf16 = run.getBytes(StandardCharsets.UTF_16BE);
        return Base64.getEncoder().withoutPadding().encodeToString(utf16).replace('/', ',');
    }
}
