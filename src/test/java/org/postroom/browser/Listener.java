package org.postroom.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Five ports of this machine that nobody may ever connect to: neither a browser nor the daemon. */
final class Listener implements AutoCloseable {
    private static final int PORTS = 5;

    private final List<ServerSocket> sockets;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();

    private Listener(List<ServerSocket> sockets) {
        this.sockets = List.copyOf(sockets);
    }

    static Listener open() {
        try {
            List<ServerSocket> sockets = new ArrayList<>();
            for (int i = 0; i < PORTS; i++) {
                sockets.add(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            }
            Listener listener = new Listener(sockets);
            sockets.forEach(socket -> Thread.ofVirtual().start(() -> listener.count(socket)));
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(ServerSocket socket) {
        try {
            while (true) {
                socket.accept().close();
                connections.incrementAndGet();
            }
        } catch (IOException e) {
            // Closed: the test is over
        }
    }

    /** Another of the ports each time. */
    String url() {
        return "http://127.0.0.1:" + sockets.get(told.getAndIncrement() % PORTS).getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        try {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
