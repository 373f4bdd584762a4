package org.postroom.mailbox.pop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;
import org.postroom.mail.Scratch;
import org.postroom.mailbox.Link;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxException.Kind;

/** Commands out, replies in. */
final class PopWire {
    /** RFC 2449 section 4 allows 512 octets; servers are wordy when they complain. */
    private static final int LONGEST_LINE = 64 * 1024;

    private static final int MOST_LINES = 5_000_000;

    /** Of a listing, in characters: a million mails with long UIDLs. */
    private static final int MOST_CHARACTERS = 64 * 1024 * 1024;

    private final Link link;
    private final Scratch scratch;
    private String pushedBack = "";

    PopWire(Link link, Scratch scratch) {
        this.link = link;
        this.scratch = scratch;
    }

    /** Sends commands, each without its CRLF, all at once. */
    void send(List<String> commands) throws MailboxException {
        link.send(String.join("\r\n", commands) + "\r\n");
    }

    /** Sends one command and reads its reply. */
    Reply ask(String command) throws MailboxException {
        send(List.of(command));
        return reply();
    }

    /** Sends one command whose reply has lines of data (RFC 1939 section 3); empty when it is refused. */
    Optional<List<String>> askLines(String command) throws MailboxException {
        if (!ask(command).ok()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        long characters = 0;
        String line = link.line(LONGEST_LINE);
        while (!line.equals(".")) {
            characters += line.length();
            if (lines.size() == MOST_LINES || characters > MOST_CHARACTERS) {
                throw new MailboxException(Kind.GARBLED, "a listing without end to " + command);
            }
            lines.add(line.startsWith(".") ? line.substring(1) : line);
            line = link.line(LONGEST_LINE);
        }
        return Optional.of(lines);
    }

    /** Whether the server asks for the next line of an authentication (RFC 5034); if not, its reply is still to be read. */
    boolean isAskedForMore() throws MailboxException {
        pushedBack = link.line(LONGEST_LINE);
        boolean asked = pushedBack.startsWith("+ ") || pushedBack.equals("+");
        pushedBack = asked ? "" : pushedBack;
        return asked;
    }

    /** The next reply's first line. */
    Reply reply() throws MailboxException {
        String line = pushedBack.isEmpty() ? link.line(LONGEST_LINE) : pushedBack;
        pushedBack = "";
        if (!line.startsWith("+OK") && !line.startsWith("-ERR")) {
            throw new MailboxException(Kind.GARBLED, line);
        }
        int space = line.indexOf(' ');
        return new Reply(line.startsWith("+OK"), space < 0 ? "" : line.substring(space + 1));
    }

    /**
     * Reads a mail up to its terminating line, dots unstuffed. Only CRLF ends a line here: a bare LF belongs to the mail,
     * and taking the dot behind it for the end would let a mail forge replies.
     *
     * @param expected bytes it probably has
     * @param keep how many bytes of it to keep at most
     */
    Body body(long expected, int keep) throws MailboxException {
        Body body = new Body(scratch.sink(Math.clamp(expected + 1024, 0, keep)), keep);
        boolean more = true;
        while (more) {
            more = link.piece(body::add);
        }
        return body;
    }

    /** A mail as it comes in. */
    static final class Body {
        private final int keep;
        private final BytesSink content;
        private long size;
        private boolean atLineStart = true;
        private boolean afterCr;

        Body(BytesSink content, int keep) {
            this.content = content;
            this.keep = keep;
        }

        /** To be asked once. All bytes when there are no more than were to be kept, else the first of them. */
        Bytes content() {
            return content.bytes();
        }

        /** How many bytes of it are kept. */
        int kept() {
            return content.size();
        }

        /** How many bytes the whole mail has. */
        long size() {
            return size;
        }

        /** Returns whether more is to come. */
        private boolean add(byte[] array, int offset, int length) {
            int from = offset;
            int count = length;
            if (atLineStart && array[offset] == '.') {
                if (length == 3 && array[offset + 1] == '\r' && array[offset + 2] == '\n') {
                    return false;
                }
                from++;
                count--;
            }
            noteEnd(array, offset + length - 1, length);
            append(array, from, count);
            return true;
        }

        private void noteEnd(byte[] array, int last, int length) {
            boolean crBefore = length > 1 ? array[last - 1] == '\r' : afterCr;
            atLineStart = array[last] == '\n' && crBefore;
            afterCr = array[last] == '\r';
        }

        private void append(byte[] array, int from, int count) {
            size += count;
            content.write(array, from, Math.min(count, keep - content.size()));
        }
    }

    /**
     * A reply's first line.
     *
     * @param words what comes behind +OK or -ERR
     */
    record Reply(boolean ok, String words) {
        /** Whether it carries this response code (RFC 2449 section 8, RFC 3206), such as {@code IN-USE}. */
        boolean hasCode(String code) {
            return words.toUpperCase(Locale.ROOT).startsWith("[" + code);
        }
    }
}
