package org.postroom.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A port of this machine that nobody may ever connect to: neither a browser nor the daemon. */
final class Listener implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    private Listener(ServerSocket socket) {
        this.socket = socket;
    }

    static Listener open() {
        try {
            Listener listener = new Listener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(listener::count);
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count() {
        try {
            while (true) {
                socket.accept().close();
                connections.incrementAndGet();
            }
        } catch (IOException e) {
            // Closed: the test is over
        }
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
