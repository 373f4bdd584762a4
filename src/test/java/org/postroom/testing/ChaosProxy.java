package org.postroom.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * FAULTS T2: stands between client and server on loopback, whatever they speak, and does to their connections what it is told:
 * see {@link Fault}. Without a fault it passes everything on, byte for byte.
 */
public final class ChaosProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicReference<@Nullable Armed> armed = new AtomicReference<>();
    private final AtomicInteger struck = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong toServer = new AtomicLong();
    private final AtomicLong toClient = new AtomicLong();
    private final Set<ChaosConnection> open = ConcurrentHashMap.newKeySet();

    private ChaosProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    /** Stands before a server on this machine. */
    public static ChaosProxy before(int serverPort) {
        try {
            ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            ChaosProxy proxy = new ChaosProxy(listener, serverPort);
            Thread.ofVirtual().name("chaos-proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fault that waits for connections to strike. */
    record Armed(Fault fault, boolean always, AtomicBoolean used) {
        /** Whether it strikes here: one that strikes once does so on the connection that comes first. */
        boolean strikes() {
            return always || used.compareAndSet(false, true);
        }
    }

    /** Where clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Sets this fault in place of any other, for the first connection that it applies to, and only that. */
    public void once(Fault fault) {
        armed.set(new Armed(fault, false, new AtomicBoolean()));
    }

    /** Sets this fault in place of any other, for every connection. */
    public void always(Fault fault) {
        armed.set(new Armed(fault, true, new AtomicBoolean()));
    }

    /** No fault from now on. */
    public void calm() {
        armed.set(null);
    }

    /** How often a fault struck so far. */
    public int struck() {
        return struck.get();
    }

    /** How many connections were made so far. */
    public int connections() {
        return connections.get();
    }

    /** How many bytes passed this way so far, over all connections. */
    public long passed(Fault.Direction direction) {
        return counter(direction).get();
    }

    /** Hangs up on everybody. */
    public void disconnectAll() {
        open.forEach(ChaosConnection::cut);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        disconnectAll();
    }

    @Nullable Armed armed() {
        return armed.get();
    }

    void strike() {
        struck.incrementAndGet();
    }

    void count(Fault.Direction direction, int bytes) {
        counter(direction).addAndGet(bytes);
    }

    void ended(ChaosConnection connection) {
        open.remove(connection);
    }

    private AtomicLong counter(Fault.Direction direction) {
        return direction == Fault.Direction.TO_SERVER ? toServer : toClient;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                connections.incrementAndGet();
                Thread.startVirtualThread(() -> connect(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** A client of a server that is not there is hung up on. */
    private void connect(Socket client) {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            ChaosConnection connection = new ChaosConnection(this, client, server);
            open.add(connection);
            connection.start();
        } catch (IOException e) {
            ChaosConnection.closeQuietly(client);
        }
    }
}
