package org.postroom.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.ShownName;

/**
 * Files that somebody sent, given to be saved: no browser shows them as pages of ours, whatever they hold (FAULTS F1), and
 * their names lead nowhere (FAULTS F10).
 */
public final class Download {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_ENDING = 12;
    private static final String SEALED = "default-src 'none'; sandbox";
    private static final String ANYTHING = "application/octet-stream";

    /** What a name never has here: controls, marks that turn or hide letters, and what file systems read as more than a name. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029<>:\"/\\\\|?*]");

    /** Names that Windows takes for devices, whatever their ending. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(?:con|prn|aux|nul|clock\\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\\..*)?");

    /** Types that are told: no program takes what they name for a page or a script. All others are mere bytes. */
    private static final Set<String> HARMLESS = Set.of(
            "application/gzip",
            "application/msword",
            "application/pdf",
            "application/rtf",
            "application/vnd.ms-excel",
            "application/vnd.ms-outlook",
            "application/vnd.ms-powerpoint",
            "application/vnd.oasis.opendocument.presentation",
            "application/vnd.oasis.opendocument.spreadsheet",
            "application/vnd.oasis.opendocument.text",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/zip",
            "audio/mpeg",
            "audio/mp4",
            "audio/ogg",
            "audio/wav",
            "image/avif",
            "image/bmp",
            "image/gif",
            "image/heic",
            "image/jpeg",
            "image/png",
            "image/tiff",
            "image/webp",
            "text/calendar",
            "text/csv",
            "text/plain",
            "video/mp4",
            "video/ogg",
            "video/quicktime",
            "video/webm");

    private Download() {}

    /** The file as an answer. */
    public static Reply of(Attachment file) {
        return of(ShownName.of(file.name(), file.mediaType()), file.mediaType(), file.content());
    }

    /**
     * Bytes as an answer.
     *
     * @param name as its sender gave it
     * @param type media type as its sender gave it
     */
    public static Reply of(String name, String type, Bytes content) {
        return sealed(name, safeType(type), content);
    }

    /** A raw mail as an answer. */
    public static Reply mail(String name, Bytes raw) {
        return sealed(name, "message/rfc822", raw);
    }

    private static Reply sealed(String name, String type, Bytes content) {
        return Reply.bytes(type, content)
                .with("Content-Disposition", disposition(safeName(name)))
                .with("Content-Security-Policy", SEALED)
                .with("X-Content-Type-Options", "nosniff");
    }

    /** A name that can be shown and saved: one line, no path, no device, not hidden, not endless; {@code file} when nothing remains. */
    public static String safeName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String fit = UNFIT.matcher(last).replaceAll("").replaceAll("\\s+", " ");
        String bare = cut(fit.replaceAll("^[. ]+|[. ]+$", ""));
        if (bare.isEmpty()) {
            return "file";
        }
        return DEVICE.matcher(bare).matches() ? "_" + bare : bare;
    }

    private static String safeType(String type) {
        String lower = type.toLowerCase(Locale.ROOT).strip();
        return HARMLESS.contains(lower) ? lower : ANYTHING;
    }

    /** With its ending, by which the reader's system knows what it is. */
    private static String cut(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot >= 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        int end = LONGEST_NAME - ending.length();
        boolean torn = Character.isHighSurrogate(name.charAt(end - 1));
        return name.substring(0, torn ? end - 1 : end).stripTrailing() + ending;
    }

    /** Both forms of RFC 6266 section 5: the plain one for old programs, the encoded one for all others. */
    private static String disposition(String name) {
        String plain = name.replaceAll("[^\\x20-\\x7e]", "_").replaceAll("[\"\\\\%]", "_");
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
