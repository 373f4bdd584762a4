package org.postroom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says what a test wants it to say, on a free loopback port; every connection gets the same script. */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** What the server does on one connection; it is closed when this returns. */
    @FunctionalInterface
    public interface Script {
        void talk(Talk talk) throws IOException, InterruptedException;
    }

    /** Starts one. */
    public static ScriptedServer start(Script script) {
        try {
            ScriptedServer server =
                    new ScriptedServer(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()), script);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections came so far. */
    public int connections() {
        return connections.get();
    }

    /** All lines that clients said so far. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            script.talk(new Talk(socket));
        } catch (IOException e) {
            // The client is gone, or the test is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** One connection, seen from the server. */
    public final class Talk {
        private final Socket socket;
        private final InputStream in;

        private Talk(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Says this at once, as it is: lines bring their CRLF. */
        public void say(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        }

        /** Says the first so many bytes of this, repeated. */
        public void stream(byte[] words, long size) throws IOException {
            for (long left = size; left > 0; left -= words.length) {
                socket.getOutputStream().write(words, 0, (int) Math.min(left, words.length));
            }
        }

        /** The next line the client says, without its CRLF. */
        public String hear() throws IOException {
            StringBuilder line = new StringBuilder();
            int next = in.read();
            while (next >= 0 && next != '\n') {
                line.append((char) next);
                next = in.read();
            }
            if (next < 0) {
                throw new IOException("the client is gone");
            }
            String heardNow = line.toString().stripTrailing();
            heard.add(heardNow);
            return heardNow;
        }

        /** Says nothing, until the client hangs up. */
        public void hang() throws IOException {
            while (in.read() >= 0) {
                // Whatever it says.
            }
        }

        /** Says one byte after the other, slowly, until the client hangs up. */
        public void drip(String text) throws IOException, InterruptedException {
            for (int i = 0; ; i++) {
                say(text.substring(i % text.length(), i % text.length() + 1));
                Thread.sleep(20);
            }
        }
    }
}
