package org.postroom.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server that says to whoever connects what it was given, hears nothing and hangs up. */
public final class SilentServer {
    private final ServerSocket listener;
    private volatile byte[] words = {};

    private SilentServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** On a free port of the loopback interface, as long as the process lives. */
    public static SilentServer start() {
        try {
            SilentServer server = new SilentServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofPlatform().daemon().name("silent server").start(server::serve);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port, for one who hears these words next. */
    public int saying(byte[] next) {
        words = next;
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.getOutputStream().write(words);
                socket.shutdownOutput();
                socket.getInputStream().skip(words.length);
            } catch (IOException hungUp) {
                words = new byte[0];
            }
        }
    }
}
