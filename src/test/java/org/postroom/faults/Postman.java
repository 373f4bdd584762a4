package org.postroom.faults;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts mails into mailboxes by IMAP's APPEND (RFC 3501 section 6.3.11), byte for byte; one connection a mailbox. */
public final class Postman implements AutoCloseable {
    private final int imapPort;
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /** One who delivers to users of an IMAP server on this machine, by their usual password. */
    public Postman(int imapPort) {
        this.imapPort = imapPort;
    }

    /** Writes a mail down, then puts it into its mailbox. */
    public void deliver(Oracle oracle, Mixture.Mail mail) {
        oracle.expect(mail.entry());
        append(mail.entry().mailbox(), mail.bytes());
    }

    /** Puts a mail into a user's INBOX; it is there when this returns. */
    public synchronized void append(String user, byte[] mail) {
        try {
            line(user).append(mail);
        } catch (IOException e) {
            throw new UncheckedIOException("No mail for " + user, e);
        }
    }

    private Line line(String user) throws IOException {
        Line open = lines.get(user);
        if (open == null) {
            open = new Line(new Socket(InetAddress.getLoopbackAddress(), imapPort));
            open.login(user);
            lines.put(user, open);
        }
        return open;
    }

    @Override
    public synchronized void close() {
        lines.values().forEach(Line::close);
        lines.clear();
    }

    private static final class Line {
        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Line(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = socket.getOutputStream();
        }

        void login(String user) throws IOException {
            read();
            say("a LOGIN " + user + " " + Company.PASSWORD + "\r\n");
            awaitOk();
        }

        void append(byte[] mail) throws IOException {
            say("a APPEND INBOX {" + mail.length + "}\r\n");
            if (!read().startsWith("+")) {
                throw new IOException("The server does not take the mail");
            }
            out.write(mail);
            say("\r\n");
            awaitOk();
        }

        private void say(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private void awaitOk() throws IOException {
            String line = read();
            while (!line.startsWith("a ")) {
                line = read();
            }
            if (!line.startsWith("a OK")) {
                throw new IOException(line);
            }
        }

        private String read() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int b = in.read();
            while (b >= 0 && b != '\n') {
                line.write(b);
                b = in.read();
            }
            if (b < 0) {
                throw new EOFException("hung up");
            }
            return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
