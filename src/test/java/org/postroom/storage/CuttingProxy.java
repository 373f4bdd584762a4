package org.postroom.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Stands between client and server on loopback, and cuts a connection at the next COMMIT when told to. */
final class CuttingProxy implements AutoCloseable {
    /** What happens to a COMMIT. */
    enum Cut {
        NONE,
        /** The server never hears it. */
        BEFORE_COMMIT,
        /** The server does it, but the client never hears so. */
        BEFORE_REPLY
    }

    /** Three bytes of length, a sequence number, and 3 for a query in text. */
    private static final String COMMIT_PACKET = "\7\0\0\0\3COMMIT";

    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NONE);

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next connection that commits, and only that. */
    void cutNext(Cut cut) {
        next.set(cut);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Link link = new Link(listener.accept(), new Socket(InetAddress.getLoopbackAddress(), serverPort));
                Thread.startVirtualThread(link::serveClient);
                Thread.startVirtualThread(link::serveServer);
            } catch (IOException e) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** One connection through the proxy. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean cutsReply;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void serveClient() {
            pump(client, server, bytes -> {
                Cut cut = bytes.equals(COMMIT_PACKET) ? next.getAndSet(Cut.NONE) : Cut.NONE;
                cutsReply = cut == Cut.BEFORE_REPLY;
                return cut != Cut.BEFORE_COMMIT;
            });
        }

        void serveServer() {
            pump(server, client, _ -> !cutsReply);
        }

        private void pump(Socket from, Socket to, Predicate<String> passes) {
            byte[] buffer = new byte[1 << 16];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int read;
                while ((read = in.read(buffer)) > 0
                        && passes.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // Cut from the other side
            }
        }
    }
}
