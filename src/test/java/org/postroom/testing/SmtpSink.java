package org.postroom.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.postroom.mail.Bytes;

/**
 * An SMTP server that keeps every mail it gets, byte for byte, and does otherwise what its {@link SmtpScript} says. On a free
 * port of the loopback address; one virtual thread per connection.
 */
public class SmtpSink implements AutoCloseable {
    /**
     * A mail that came.
     *
     * @param sender from MAIL; empty for the null path
     * @param recipients that were accepted
     * @param wire what came between DATA's reply and the end of data, exactly: dots still stuffed
     */
    public record Received(String sender, List<String> recipients, Bytes wire) {
        public Received {
            recipients = List.copyOf(recipients);
        }

        /** The mail as it was meant: dots unstuffed. */
        public Bytes mail() {
            return Bytes.wrap(wire.latin1().replaceAll("(?m)(^|\r\n)\\.", "$1").getBytes(StandardCharsets.ISO_8859_1));
        }

        /** The value of a header field, unfolded; empty when there is none. */
        public String header(String name) {
            String mail = wire.latin1();
            String head = mail.substring(0, mail.indexOf("\r\n\r\n")).replaceAll("\r\n(?=[ \t])", "");
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }
    }

    private final ServerSocket server;
    private final SmtpScript script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Received> received = new ArrayList<>();
    private final List<String> commands = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger connections = new AtomicInteger();

    /** A server that behaves as the script says. */
    protected SmtpSink(SmtpScript script) {
        this.script = script;
        try {
            this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("smtp-sink").start(this::accept);
    }

    /** A server that takes everything. */
    public static SmtpSink start() {
        return new SmtpSink(SmtpScript.TAKES_EVERYTHING);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The mails so far, in the order they were completed, whether or not their end was answered. */
    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** How many mails so far. */
    public int count() {
        synchronized (received) {
            return received.size();
        }
    }

    /** All commands so far. */
    public List<String> commands() {
        synchronized (commands) {
            return List.copyOf(commands);
        }
    }

    /** How many connections were made so far. */
    public int connections() {
        return connections.get();
    }

    /** Hangs up on everybody, as a server does that restarts. */
    public void disconnectAll() {
        open.forEach(SmtpSink::closeQuietly);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        disconnectAll();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: nobody is served any more
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new Conversation(script.tlsFromStart() ? script.encrypt(socket) : socket).run();
        } catch (IOException e) {
            // The client hung up, which is its right
        } finally {
            open.remove(socket);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed
        }
    }

    private final class Conversation {
        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private String sender = "";
        private final List<String> recipients = new ArrayList<>();

        Conversation(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream(), 65_536);
            this.out = new BufferedOutputStream(socket.getOutputStream(), 8192);
        }

        void run() throws IOException {
            answer("CONNECT", "220 sink.example.net ESMTP");
            String command = line();
            while (!command.isEmpty()) {
                commands.add(command);
                if (!handle(command, command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT))) {
                    return;
                }
                command = line();
            }
        }

        private boolean handle(String command, String verb) throws IOException {
            switch (verb) {
                case "EHLO" -> answer(command, script.greeting(socket instanceof SSLSocket));
                case "STARTTLS" -> startTls(command);
                case "AUTH" -> authenticate(command);
                case "MAIL" -> mail(command);
                case "RCPT" -> recipient(command);
                case "DATA" -> data(command);
                case "RSET" -> {
                    sender = "";
                    recipients.clear();
                    answer(command, "250 2.0.0 Ok");
                }
                case "QUIT" -> {
                    answer(command, "221 2.0.0 Bye");
                    out.flush();
                    return false;
                }
                default -> answer(command, "250 2.0.0 Ok");
            }
            return true;
        }

        /** Does as scripted; says whether what was answered is good. */
        private boolean answer(String command, String usual) throws IOException {
            return say(script.at(command).perform(usual));
        }

        private boolean say(String scripted) throws IOException {
            boolean last = scripted.endsWith(SmtpScript.THEN_HANG_UP);
            String reply =
                    last ? scripted.substring(0, scripted.length() - SmtpScript.THEN_HANG_UP.length()) : scripted;
            out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
            if (last || reply.startsWith("421")) {
                out.flush();
                throw new EOFException("scripted");
            }
            return isGood(reply);
        }

        private static boolean isGood(String reply) {
            return reply.startsWith("2") || reply.startsWith("3");
        }

        private void startTls(String command) throws IOException {
            if (answer(command, "220 2.0.0 Ready")) {
                out.flush();
                socket = script.encrypt(socket);
                in = new BufferedInputStream(socket.getInputStream());
                out = new BufferedOutputStream(socket.getOutputStream());
            }
        }

        private void authenticate(String command) throws IOException {
            String[] words = command.split(" ");
            String login;
            if (words[1].equalsIgnoreCase("LOGIN")) {
                answer(command, "334 VXNlcm5hbWU6");
                String user = line();
                answer(command, "334 UGFzc3dvcmQ6");
                login = decode(user) + ":" + decode(line());
            } else {
                login = decode(words[2]).substring(1).replace('\0', ':');
            }
            answer("LOGIN " + login, "235 2.7.0 Welcome");
        }

        private static String decode(String base64) {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        }

        private void mail(String command) throws IOException {
            if (!sender.isEmpty()) {
                answer("nested", "503 5.5.1 Nested MAIL command");
            } else if (answer(command, "250 2.1.0 Ok")) {
                sender = command;
            }
        }

        private void recipient(String command) throws IOException {
            if (sender.isEmpty()) {
                answer("no sender", "503 5.5.1 MAIL first");
            } else if (answer(command, "250 2.1.5 Ok")) {
                recipients.add(path(command));
            }
        }

        private void data(String command) throws IOException {
            if (recipients.isEmpty()) {
                answer("no recipients", "554 5.5.1 No valid recipients");
            } else if (answer(command, "354 End data with <CR><LF>.<CR><LF>")) {
                out.flush();
                Received mail = new Received(path(sender), recipients, content());
                sender = "";
                recipients.clear();
                end(mail);
            }
        }

        /** The mail is kept before its end is answered, as a server does; one that is refused is not. */
        private void end(Received mail) throws IOException {
            commands.add(".");
            synchronized (received) {
                received.add(mail);
            }
            String reply = script.at(".").perform("250 2.0.0 Ok: queued");
            if (!isGood(reply)) {
                synchronized (received) {
                    received.remove(received.lastIndexOf(mail));
                }
            }
            say(reply);
        }

        private static String path(String command) {
            return command.substring(command.indexOf('<') + 1, command.indexOf('>'));
        }

        private Bytes content() throws IOException {
            ByteArrayOutputStream wire = new ByteArrayOutputStream(16_384);
            int matched = 2;
            byte[] end = {'\r', '\n', '.', '\r', '\n'};
            while (matched < end.length) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException("amid a mail");
                }
                wire.write(b);
                matched = b == end[matched] ? matched + 1 : b == '\r' ? 1 : 0;
            }
            byte[] whole = wire.toByteArray();
            return Bytes.wrap(Arrays.copyOf(whole, whole.length - 3));
        }

        private String line() throws IOException {
            if (in.available() == 0) {
                out.flush();
            }
            ByteArrayOutputStream line = new ByteArrayOutputStream(80);
            int b = in.read();
            while (b >= 0 && b != '\n') {
                line.write(b);
                b = in.read();
            }
            return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }
    }
}
