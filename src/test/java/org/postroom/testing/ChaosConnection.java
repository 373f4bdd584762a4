package org.postroom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postroom.mail.Bytes;
import org.postroom.testing.ChaosProxy.Armed;
import org.postroom.testing.Fault.Direction;
import org.postroom.testing.Fault.Effect;

/** One connection through a {@link ChaosProxy}. */
final class ChaosConnection {
    private static final int CHUNK = 1 << 16;
    private static final int SLICES_PER_SECOND = 50;

    private final ChaosProxy proxy;
    private final Socket client;
    private final Socket server;
    private final Pump toServer;
    private final Pump toClient;
    private volatile boolean silent;

    ChaosConnection(ChaosProxy proxy, Socket client, Socket server) throws IOException {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
        this.toServer = new Pump(Direction.TO_SERVER, client.getInputStream(), server.getOutputStream());
        this.toClient = new Pump(Direction.TO_CLIENT, server.getInputStream(), client.getOutputStream());
    }

    void start() {
        Thread.startVirtualThread(toServer::run);
        Thread.startVirtualThread(toClient::run);
    }

    void cut() {
        closeQuietly(client);
        closeQuietly(server);
        proxy.ended(this);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed
        }
    }

    private Pump pump(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    private void reset() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException e) {
            // Gone already
        }
        cut();
    }

    private void halfOpen() {
        silent = true;
        closeQuietly(server);
    }

    /** One way of the connection. */
    private final class Pump {
        private final Direction direction;
        private final InputStream in;
        private final OutputStream out;
        private final byte[] chunk = new byte[CHUNK];
        private @Nullable Armed armed;
        private boolean over;
        private long passed;
        private Duration delay = Duration.ZERO;
        private long bytesPerSecond = Long.MAX_VALUE;
        private Effect.@Nullable Replace replaced;
        private volatile @Nullable Effect reply;

        Pump(Direction direction, InputStream in, OutputStream out) {
            this.direction = direction;
            this.in = in;
            this.out = out;
        }

        void run() {
            try {
                boolean more = strikesIn(0) < 0 || struck(0, 0);
                while (more) {
                    int length = in.read(chunk);
                    more = length > 0 && passOn(length);
                }
            } catch (IOException e) {
                // Cut from one side
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                end();
            }
        }

        /** A client that a half-open connection left is not told of the server's end. */
        private void end() {
            if (!silent || direction == Direction.TO_SERVER) {
                cut();
            }
        }

        /** Returns whether the connection goes on. */
        private boolean passOn(int length) throws IOException, InterruptedException {
            Effect lost = reply;
            if (silent) {
                return true;
            }
            if (lost != null) {
                reply = null;
                return lost instanceof Effect.SwallowReply;
            }
            int at = strikesIn(length);
            if (at < 0) {
                write(0, length);
                return true;
            }
            return struck(at, length);
        }

        /** Where the fault of the hour strikes within what was read; -1 when it does not, or did on this connection. */
        private int strikesIn(int length) {
            Armed now = proxy.armed();
            if (now == null) {
                return -1;
            }
            if (!now.equals(armed)) {
                armed = now;
                over = false;
                passed = 0;
            }
            boolean mine = !over && now.fault().trigger().direction() == direction;
            int at = mine ? now.fault().trigger().strikesIn(chunk, length, passed) : -1;
            if (at < 0 || !now.strikes()) {
                return -1;
            }
            over = true;
            return at;
        }

        /** Returns whether the connection goes on after the fault struck amid what was read. */
        private boolean struck(int at, int length) throws IOException, InterruptedException {
            proxy.strike();
            Effect effect = Objects.requireNonNull(armed).fault().effect();
            if (effect instanceof Effect.LoseReply || effect instanceof Effect.SwallowReply) {
                pump(direction.back()).reply = effect;
            }
            write(0, at);
            boolean goesOn = perform(effect);
            if (goesOn && !silent) {
                write(at, length);
            }
            return goesOn;
        }

        /** Returns whether the connection goes on. */
        private boolean perform(Effect effect) throws IOException {
            switch (effect) {
                case Effect.Cut() -> cut();
                case Effect.Reset() -> reset();
                case Effect.HalfOpen() -> halfOpen();
                case Effect.LoseReply(), Effect.SwallowReply() -> {}
                case Effect.Say(Bytes words) -> out.write(words.toArray());
                case Effect.Slow(long rate, Duration pause) -> {
                    bytesPerSecond = rate;
                    delay = pause;
                }
                case Effect.Replace replace -> replaced = replace;
            }
            return !(effect instanceof Effect.Cut || effect instanceof Effect.Reset);
        }

        private void write(int from, int to) throws IOException, InterruptedException {
            if (from == to) {
                return;
            }
            passed += to - from;
            proxy.count(direction, to - from);
            byte[] content = replaced == null ? Arrays.copyOfRange(chunk, from, to) : replaced(from, to, replaced);
            Thread.sleep(delay);
            if (bytesPerSecond == Long.MAX_VALUE) {
                out.write(content);
            } else {
                drip(content);
            }
        }

        private byte[] replaced(int from, int to, Effect.Replace replace) {
            String text = new String(chunk, from, to - from, ISO_8859_1);
            return text.replace(replace.words(), replace.others()).getBytes(ISO_8859_1);
        }

        private void drip(byte[] content) throws IOException, InterruptedException {
            int slice = (int) Math.max(1, bytesPerSecond / SLICES_PER_SECOND);
            for (int i = 0; i < content.length; i += slice) {
                int length = Math.min(slice, content.length - i);
                out.write(content, i, length);
                Thread.sleep(Math.max(1, 1_000L * length / bytesPerSecond));
            }
        }
    }
}
