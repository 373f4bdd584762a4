package org.postroom.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.postroom.mail.BytesSink;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.schedule.Watchdog;

/**
 * A connection to a mail server: TLS with certificate and host name checked, lines and counted bytes, bounded in memory,
 * in time between two bytes, and in time altogether. Every fault comes out as a {@link MailboxException}.
 */
public final class Link implements AutoCloseable {
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final int BUFFER = 8 * 1024;

    private final Server server;
    private final Timeouts timeouts;
    private final Trust trust;

    private @Nullable Watchdog watchdog;
    private volatile boolean overdue;
    private volatile @Nullable Socket raw;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    private Link(Server server, Timeouts timeouts, Trust trust) {
        this.server = server;
        this.timeouts = timeouts;
        this.trust = trust;
    }

    /** Connects, with TLS when the server's security is TLS. The first poll's deadline begins here. */
    public static Link to(Server server, Timeouts timeouts, Trust trust) throws MailboxException {
        Link link = new Link(server, timeouts, trust);
        link.within(timeouts.poll());
        try {
            link.dial();
            if (server.security() == Security.TLS) {
                link.startTls();
            }
            return link;
        } catch (MailboxException e) {
            link.close();
            throw e;
        }
    }

    /** From now on the connection is cut when this time is over, whatever is under way. */
    public void within(Duration longest) {
        callOff();
        watchdog = Watchdog.over(longest, this::cut);
    }

    /**
     * Begins TLS. Bytes that came before the handshake belong to nobody's protocol: an attacker may have put them there to
     * have them taken for protected ones (CVE-2021-38542), so they end the connection.
     */
    public void startTls() throws MailboxException {
        Socket plain = connected();
        if (start < end) {
            throw new MailboxException(Kind.INJECTED, new String(buffer, start, end - start, ISO_8859_1));
        }
        try {
            SSLSocket tls = (SSLSocket)
                    trust.sockets(server.trustedCertificates()).createSocket(plain, server.host(), server.port(), true);
            tls.setEnabledProtocols(TLS_VERSIONS);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            TlsFault.checkDates(tls.getSession());
            use(tls);
        } catch (IOException e) {
            throw overdue ? late(e) : TlsFault.of(e);
        }
    }

    /** Sends these commands, which bring their own CRLF. */
    public void send(String commands) throws MailboxException {
        try {
            out.write(commands.getBytes(ISO_8859_1));
            out.flush();
        } catch (IOException e) {
            throw fault(e);
        }
    }

    /** The next line without its CRLF or LF, each byte one character. Fails on a line longer than this. */
    public String line(int longest) throws MailboxException {
        int scanned = start;
        while (true) {
            int lf = indexOfLf(scanned);
            if (lf >= 0) {
                return take(lf);
            }
            if (end - start > longest) {
                throw new MailboxException(Kind.GARBLED, "a line longer than " + longest + " bytes");
            }
            int seen = end - start;
            fill();
            scanned = start + seen;
        }
    }

    /** As {@link #line}, or empty when this time passes before the line is complete; what came of it is kept. */
    public Optional<String> lineWithin(Duration wait, int longest) throws MailboxException {
        readTimeout(wait);
        try {
            return Optional.of(line(longest));
        } catch (MailboxException e) {
            if (e.kind() == Kind.TIMED_OUT) {
                return Optional.empty();
            }
            throw e;
        } finally {
            readTimeout(timeouts.read());
        }
    }

    /** Reads exactly so many bytes into the sink. */
    public void read(BytesSink into, long count) throws MailboxException {
        take(count, (array, offset, length) -> {
            into.write(array, offset, length);
            return length;
        });
    }

    /** Reads so many bytes and forgets them. */
    public void skip(long count) throws MailboxException {
        take(count, (_, _, length) -> length);
    }

    private void take(long count, PieceTaker<Integer> taker) throws MailboxException {
        long left = count;
        while (left > 0) {
            if (start == end) {
                fill();
            }
            int step = taker.take(buffer, start, (int) Math.min(left, end - start));
            start += step;
            left -= step;
        }
    }

    /**
     * Hands the next line, its LF included, to the taker; a line longer than the buffer comes in several pieces. The taker
     * must not keep the array.
     */
    public <T> T piece(PieceTaker<T> taker) throws MailboxException {
        int scanned = start;
        int lf = indexOfLf(scanned);
        while (lf < 0 && end - start < BUFFER) {
            int seen = end - start;
            fill();
            lf = indexOfLf(start + seen);
        }
        int from = start;
        start = lf < 0 ? end : lf + 1;
        return taker.take(buffer, from, start - from);
    }

    /** Breaks the connection. */
    @Override
    public void close() {
        callOff();
        closeQuietly(raw);
    }

    /** Takes a piece of what the server sent. */
    @FunctionalInterface
    public interface PieceTaker<T> {
        T take(byte[] array, int offset, int length);
    }

    private void dial() throws MailboxException {
        InetAddress[] addresses = addresses();
        for (int i = 0; ; i++) {
            Socket candidate = new Socket();
            raw = candidate;
            try {
                candidate.connect(new InetSocketAddress(addresses[i], server.port()), millis(timeouts.connect()));
                candidate.setTcpNoDelay(true);
                candidate.setKeepAlive(true);
                use(candidate);
                return;
            } catch (IOException e) {
                closeQuietly(candidate);
                if (overdue || Thread.currentThread().isInterrupted() || i == addresses.length - 1) {
                    throw overdue ? late(e) : new MailboxException(Kind.UNREACHABLE, words(e), e);
                }
            }
        }
    }

    private InetAddress[] addresses() throws MailboxException {
        try {
            return InetAddress.getAllByName(server.host());
        } catch (UnknownHostException e) {
            throw new MailboxException(Kind.UNKNOWN_HOST, server.host(), e);
        }
    }

    private void use(Socket fresh) throws IOException {
        fresh.setSoTimeout(millis(timeouts.read()));
        socket = fresh;
        in = fresh.getInputStream();
        out = fresh.getOutputStream();
    }

    private Socket connected() {
        Socket current = socket;
        if (current == null) {
            throw new IllegalStateException("not connected");
        }
        return current;
    }

    private void readTimeout(Duration wait) throws MailboxException {
        try {
            connected().setSoTimeout(millis(wait));
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private int indexOfLf(int from) {
        for (int i = from; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private String take(int lf) {
        int length = lf - start;
        if (length > 0 && buffer[lf - 1] == '\r') {
            length--;
        }
        String line = new String(buffer, start, length, ISO_8859_1);
        start = lf + 1;
        return line;
    }

    private void fill() throws MailboxException {
        makeRoom();
        try {
            int more = in.read(buffer, end, buffer.length - end);
            if (more < 0) {
                throw new EOFException();
            }
            end += more;
        } catch (IOException e) {
            throw fault(e);
        }
    }

    private void makeRoom() {
        if (start == end) {
            start = 0;
            end = 0;
            buffer = buffer.length > BUFFER ? new byte[BUFFER] : buffer;
        } else if (end == buffer.length && start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        } else if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }

    private MailboxException fault(IOException e) {
        if (overdue) {
            return late(e);
        }
        return switch (e) {
            case SocketTimeoutException timeout ->
                new MailboxException(
                        Kind.TIMED_OUT, "nothing for " + timeouts.read().toMillis() + " ms", timeout);
            case EOFException eof -> new MailboxException(Kind.CUT, "the server closed the connection", eof);
            default -> new MailboxException(Kind.CUT, words(e), e);
        };
    }

    private MailboxException late(IOException e) {
        return new MailboxException(Kind.TOO_SLOW, "cut off after " + timeouts.poll(), e);
    }

    private void callOff() {
        if (watchdog != null) {
            watchdog.close();
        }
    }

    private void cut() {
        overdue = true;
        closeQuietly(raw);
    }

    private static String words(IOException e) {
        Supplier<String> name = () -> e.getClass().getSimpleName();
        return Optional.ofNullable(e.getMessage()).orElseGet(name);
    }

    private static int millis(Duration duration) {
        return Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
    }

    private static void closeQuietly(@Nullable Socket socket) {
        if (socket == null) {
            return;
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing can be done about a socket that does not close, and nobody waits for it.
        }
    }
}
