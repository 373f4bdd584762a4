package org.postroom.mail.parse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text part: charset, line ends and soft line ends undone. */
final class PartText {
    private static final Pattern META =
            Pattern.compile("<meta[^>]{0,200}charset\\s*=\\s*[\"']?([\\w.:-]{2,40})", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTML_PAGE =
            Pattern.compile("\\s*+(?:<!doctype\\s+html|<html)[\\s>]", Pattern.CASE_INSENSITIVE);
    private static final Pattern LINE_END = Pattern.compile("\\r\\n?");

    private PartText() {}

    /** Labelled so, or a whole page of HTML that is labelled as plain text. */
    static boolean html(Entity part) {
        String type = part.header().mediaType();
        return type.equals("text/html")
                || type.equals("text/plain") && HTML_PAGE.matcher(start(part)).lookingAt();
    }

    private static String start(Entity part) {
        return new String(part.content().beginning(200), StandardCharsets.ISO_8859_1);
    }

    /** Decoded, with LF as the only line end and without NUL. */
    static String decoded(Entity part, byte[] content) {
        Optional<String> label = part.header().charset();
        if (label.isEmpty() && html(part)) {
            label = metaCharset(content);
        }
        String text = TextDecoder.decode(content, label);
        String lines = text.indexOf('\r') < 0 ? text : LINE_END.matcher(text).replaceAll("\n");
        return lines.replace("\0", "");
    }

    private static Optional<String> metaCharset(byte[] content) {
        int head = Math.min(content.length, 4_096);
        Matcher meta = META.matcher(new String(content, 0, head, StandardCharsets.ISO_8859_1));
        return meta.find() ? Optional.of(meta.group(1)) : Optional.empty();
    }

    /** A plain part as people see it. */
    static String plain(Entity part, byte[] content) {
        String text = decoded(part, content);
        Parameterized type = part.header().contentType();
        boolean flowed =
                type.parameter("format").filter("flowed"::equalsIgnoreCase).isPresent();
        boolean deleteSpace =
                type.parameter("delsp").filter("yes"::equalsIgnoreCase).isPresent();
        return flowed ? FlowedText.unflow(text, deleteSpace) : text;
    }
}
