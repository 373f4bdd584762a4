package org.postroom.outbound.smtp;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lines to and from a server. Every wait has an end, and nothing but printable ASCII leaves as a command. */
final class Wire {
    private static final int LONGEST_LINE = 4096;
    private static final int MOST_LINES = 200;
    private static final Pattern NOT_TEXT = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private static final Pattern REPLY = Pattern.compile("[2-5][0-9][0-9]([ -].*)?");

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[4096];
    private final byte[] line = new byte[LONGEST_LINE];
    private int position;
    private int limit;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = new BufferedOutputStream(socket.getOutputStream(), 32_768);
    }

    Socket socket() {
        return socket;
    }

    /** Where a mail's content goes; to be flushed. */
    OutputStream out() {
        return out;
    }

    /**
     * Writes a command line, to be flushed.
     *
     * @throws IllegalArgumentException when it has anything but printable ASCII: no value can begin a command of its own
     */
    void write(String command) throws IOException {
        if (!command.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("Not an SMTP command: " + command.length() + " characters");
        }
        out.write(command.getBytes(StandardCharsets.US_ASCII));
        out.write('\r');
        out.write('\n');
    }

    void flush() throws IOException {
        out.flush();
    }

    /** One command and the reply to it. */
    Reply ask(String command, Duration patience) throws IOException {
        write(command);
        flush();
        return read(patience);
    }

    /** Whether the server has said more than was asked for. */
    boolean hasUnread() {
        return position < limit;
    }

    /**
     * The next reply.
     *
     * @param patience for the whole reply, however slowly it drips
     * @throws SocketTimeoutException when it is not there in time
     * @throws EOFException when the server has hung up
     * @throws ProtocolException when it is not SMTP
     */
    Reply read(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> lines = new ArrayList<>();
        while (lines.size() < MOST_LINES) {
            String text = readLine(deadline);
            if (!REPLY.matcher(text).matches()) {
                throw new ProtocolException(text);
            }
            lines.add(text.length() > 4 ? text.substring(4) : "");
            if (text.length() == 3 || text.charAt(3) == ' ') {
                return new Reply(Integer.parseInt(text.substring(0, 3)), List.copyOf(lines));
            }
        }
        throw new ProtocolException("a reply of more than " + MOST_LINES + " lines");
    }

    private String readLine(long deadline) throws IOException {
        int length = 0;
        while (length < LONGEST_LINE) {
            byte next = readByte(deadline);
            if (next == '\n') {
                return text(length);
            }
            line[length++] = next;
        }
        throw new ProtocolException("a line of more than " + LONGEST_LINE + " characters");
    }

    private String text(int length) {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        return NOT_TEXT.matcher(text).replaceAll(" ").stripTrailing();
    }

    private byte readByte(long deadline) throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
            socket.setSoTimeout(millisUntil(deadline));
            limit = Math.max(0, in.read(buffer));
            if (limit == 0) {
                throw new EOFException("hung up");
            }
        }
        return buffer[position++];
    }

    private static int millisUntil(long deadline) throws SocketTimeoutException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new SocketTimeoutException("no reply in time");
        }
        return Math.toIntExact(Math.min(left, Integer.MAX_VALUE));
    }
}
