package org.postroom.mail.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;

/**
 * A raw mail made fit for a MIME parser: what stands before the header is skipped, line ends that are none become some, and
 * a header that runs into the body without a blank line gets one. Everything else stays as it came.
 */
final class MailBytes {
    private static final int HEAD = 64 * 1024;
    /** A byte order mark, an mbox separator, blank lines. */
    private static final Pattern BEFORE_HEADER =
            Pattern.compile("(?:\u00EF\u00BB\u00BF)?[\\r\\n]*+(?:>?From (?! *:)[^\\r\\n]*+[\\r\\n]++)?");

    private static final byte[] LINE_ENDS = {'\r', '\n', '\r', '\n'};
    private static final Pattern BLANK_LINE = Pattern.compile("\\n\\r?\\n");
    private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,100}[ \\t]*:");
    private static final Pattern FIELD_OF_MAIL = Pattern.compile(
            "^(?:From|To|Cc|Subject|Date|Received|Return-Path|Message-ID|MIME-Version|Content-[\\w-]+|X-[\\w-]+)[ \\t]*:",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private MailBytes() {}

    /**
     * The mail to parse.
     *
     * @param headerBytes bytes of a header that are kept; of a longer one no more than twice as much is passed on, because parsers
     *     hold whole fields in memory
     */
    static InputStream open(Bytes raw, int headerBytes) {
        try {
            return withHeaderCut(fit(raw), headerBytes);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading bytes in memory", e);
        }
    }

    private static InputStream withHeaderCut(InputStream mail, int headerBytes) throws IOException {
        byte[] header = mail.readNBytes(2 * headerBytes);
        InputStream start = new ByteArrayInputStream(header);
        if (header.length < 2 * headerBytes
                || BLANK_LINE
                        .matcher(new String(header, StandardCharsets.ISO_8859_1))
                        .find()) {
            return new SequenceInputStream(start, mail);
        }
        skipToBlankLine(mail, atLineStart(header));
        return new SequenceInputStream(new SequenceInputStream(start, new ByteArrayInputStream(LINE_ENDS)), mail);
    }

    /** The cut may fall into the blank line itself. */
    private static boolean atLineStart(byte[] header) {
        int last = header.length - 1;
        return header[last] == '\n' || header[last] == '\r' && header[last - 1] == '\n';
    }

    private static void skipToBlankLine(InputStream mail, boolean atLineStart) throws IOException {
        boolean lineIsEmpty = atLineStart;
        for (int c = mail.read(); c >= 0 && !(c == '\n' && lineIsEmpty); c = mail.read()) {
            lineIsEmpty = c == '\n' || c == '\r' && lineIsEmpty;
        }
    }

    private static InputStream fit(Bytes raw) throws IOException {
        byte[] head;
        try (InputStream start = raw.open()) {
            head = start.readNBytes(HEAD);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.indexOf('\r') >= 0 && (text.indexOf('\n') < 0 || text.contains("\r\r\n"))) {
            return openWithLineEnds(raw);
        }
        return openFrom(raw, text);
    }

    private static InputStream openFrom(Bytes raw, String head) throws IOException {
        Matcher before = BEFORE_HEADER.matcher(head);
        int skip = before.lookingAt()
                        && FIELD.matcher(head)
                                .region(before.end(), head.length())
                                .lookingAt()
                ? before.end()
                : 0;
        int bodyStart = unmarkedBody(head, skip);
        InputStream rest = raw.open();
        rest.skipNBytes(skip);
        if (bodyStart < 0) {
            return rest;
        }
        byte[] header = rest.readNBytes(bodyStart - skip);
        return new SequenceInputStream(
                new SequenceInputStream(
                        new ByteArrayInputStream(header), new ByteArrayInputStream(new byte[] {'\r', '\n'})),
                rest);
    }

    /** Where a body starts that no blank line sets off from the header; -1 when there is one, or none was missed. */
    private static int unmarkedBody(String head, int from) {
        int at = from;
        while (at < head.length()) {
            int lineEnd = head.indexOf('\n', at);
            String line = head.substring(at, lineEnd < 0 ? head.length() : lineEnd);
            if (line.isBlank()) {
                return -1;
            }
            boolean folded = at > from && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (!folded && !FIELD.matcher(line).lookingAt() && !line.matches(">?From .*\\r?")) {
                return fieldsFollow(head, at) ? -1 : at;
            }
            at = lineEnd < 0 ? head.length() : lineEnd + 1;
        }
        return -1;
    }

    private static boolean fieldsFollow(String head, int from) {
        Matcher blank = BLANK_LINE.matcher(head);
        int end = blank.find(from) ? blank.start() : head.length();
        return FIELD_OF_MAIL.matcher(head).region(from, end).find();
    }

    /** CR alone, as old Macs wrote, and CR CR LF, as some gateways do, become LF. */
    private static InputStream openWithLineEnds(Bytes raw) throws IOException {
        BytesSink out = raw.scratch().sink(raw.size());
        try (InputStream bytes = raw.open()) {
            int returns = 0;
            for (int c = bytes.read(); c >= 0; c = bytes.read()) {
                if (c == '\r') {
                    returns++;
                    continue;
                }
                for (int i = 0; i < returns && c != '\n'; i++) {
                    out.write('\n');
                }
                returns = 0;
                out.write(c);
            }
        }
        Bytes mended = out.bytes();
        return openFrom(mended, new String(mended.beginning(HEAD), StandardCharsets.ISO_8859_1));
    }
}
