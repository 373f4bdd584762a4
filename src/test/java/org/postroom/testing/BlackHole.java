package org.postroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** An address that takes no connection and refuses none: whoever connects hears nothing, as where packets are dropped. */
public final class BlackHole implements AutoCloseable {
    private static final int MOST = 100;
    private static final int PATIENCE = 200;

    private final ServerSocket listener = new ServerSocket();
    private final List<Socket> waiting = new ArrayList<>();

    private BlackHole() throws IOException {}

    /** Takes this address of the loopback network and this port. */
    public static BlackHole at(String address, int port) {
        try {
            BlackHole hole = new BlackHole();
            hole.listener.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1);
            hole.fill();
            return hole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody accepts: once a few wait, the system drops what else comes. */
    private void fill() throws IOException {
        while (waiting.size() < MOST) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), PATIENCE);
            } catch (SocketTimeoutException e) {
                return;
            }
        }
        throw new IOException("It takes any number of connections");
    }

    @Override
    public void close() {
        try {
            for (Socket socket : waiting) {
                socket.close();
            }
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
