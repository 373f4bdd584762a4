package org.postroom.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Another mail client in the same mailbox: says IMAP commands and hears what comes back. Knows literals only to send them. */
final class ImapTalk implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    ImapTalk(int port, String user) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say("LOGIN " + user + " " + MailboxBench.PASSWORD);
        say("SELECT INBOX");
    }

    /** Says a command and returns all that is answered. */
    String say(String command) {
        send("t " + command + "\r\n");
        StringBuilder answer = new StringBuilder();
        String line = read();
        while (!line.startsWith("t ")) {
            answer.append(line).append('\n');
            line = read();
        }
        return answer.append(line).toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() {
        try {
            String line = in.readLine();
            return line == null ? "t closed" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
