package org.postroom.autoreply;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.postroom.mail.Bytes;

/** Reads a composed mail in every way in which something could be hidden in it. */
public final class SentBytes {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{8,}={0,2}");
    private static final Pattern QUOTED = Pattern.compile("=([0-9A-F]{2})");

    private SentBytes() {}

    /** The bytes as they are, unfolded, with quoted-printable undone, and every run of base64 decoded. */
    public static String everythingIn(Bytes raw) {
        String text = raw.latin1();
        String joined = text.replace("=\r\n", "");
        StringBuilder all = new StringBuilder(text)
                .append(joined)
                .append(text.replaceAll("\r\n[ \t]", " "))
                .append(QUOTED.matcher(joined)
                        .replaceAll(hex -> java.util.regex.Matcher.quoteReplacement(
                                Character.toString(Integer.parseInt(hex.group(1), 16)))));
        BASE64.matcher(text.replace("\r\n", "")).results().forEach(run -> all.append(decoded(run.group())));
        BASE64.matcher(text).results().forEach(run -> all.append(decoded(run.group())));
        return all.toString();
    }

    private static String decoded(String run) {
        try {
            return new String(Base64.getMimeDecoder().decode(run), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
