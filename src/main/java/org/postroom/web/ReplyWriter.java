package org.postroom.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IO;
import org.postroom.mail.Bytes;

/**
 * Writes answers: headers, compression, body. A large body lies on the disk while it is sent, since whoever reads slowly
 * would else fill memory (FAULTS F11).
 */
final class ReplyWriter {
    private static final int LARGE = 256 * 1024;
    private static final int PIECE = 32 * 1024;
    private static final long MOST_READ_ON = 128L * 1024 * 1024;
    private static final Duration LONGEST_READ_ON = Duration.ofSeconds(30);
    private static final int WORTH_COMPRESSING = 1024;
    private static final String GZIP = "gzip";

    private final Path temporary;

    /** @param temporary an existing folder where large bodies lie while they are sent */
    ReplyWriter(Path temporary) {
        this.temporary = temporary;
    }

    /** @throws IOException when a large body cannot be laid on the disk; nothing is sent then */
    void write(Reply reply, boolean secure, Request request, Response response, Callback callback) throws IOException {
        boolean refused = reply.status() >= HttpStatus.BAD_REQUEST_400 && "POST".equals(request.getMethod());
        if (!isReadOn(request) || refused) {
            // After a form that it gave up, Jetty may end the connection; who is not told so loses the next request on
            // it
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
        response.setStatus(reply.status());
        SecurityHeaders.put(response.getHeaders(), reply, secure);
        if (!reply.type().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
        }
        Bytes body = compressed(reply, request, response);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
        if ("HEAD".equals(request.getMethod())) {
            response.write(true, ByteBuffer.allocate(0), callback);
        } else if (body.size() <= LARGE) {
            response.write(true, ByteBuffer.wrap(body.toArray()), callback);
        } else {
            sendFromDisk(body, request, response, callback);
        }
    }

    /**
     * Reads the rest of a form that was refused and throws it away, up to limits: a connection that ends while its client
     * still sends takes the answer with it (RFC 9112, 9.6).
     */
    private static boolean isReadOn(Request request) {
        if (request.getHeaders().contains(HttpHeader.EXPECT)) {
            return request.consumeAvailable();
        }
        long end = System.nanoTime() + LONGEST_READ_ON.toNanos();
        byte[] piece = new byte[PIECE];
        long read = 0;
        try (InputStream rest = Content.Source.asInputStream(request)) {
            for (int count = rest.read(piece); count >= 0; count = rest.read(piece)) {
                read += count;
                if (read > MOST_READ_ON || System.nanoTime() - end > 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The file has no name any more once it is open. */
    private void sendFromDisk(Bytes body, Request request, Response response, Callback callback) throws IOException {
        Path file = Files.createTempFile(temporary, "answer", null);
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            body.writeTo(Channels.newOutputStream(channel));
            channel.position(0);
        } catch (IOException e) {
            IO.close(channel);
            throw e;
        }
        ByteBufferPool.Sized pieces =
                new ByteBufferPool.Sized(request.getComponents().getByteBufferPool(), false, PIECE);
        Content.copy(
                Content.Source.from(pieces, channel, 0, body.size()),
                response,
                Callback.from(callback, () -> IO.close(channel)));
    }

    private static Bytes compressed(Reply reply, Request request, Response response) {
        if (!isText(reply.type()) || reply.body().size() < WORTH_COMPRESSING) {
            return reply.body();
        }
        response.getHeaders().add(HttpHeader.VARY, "Accept-Encoding");
        if (!accepts(request)) {
            return reply.body();
        }
        response.getHeaders().put(HttpHeader.CONTENT_ENCODING, GZIP);
        return gzip(reply.body());
    }

    private static boolean isText(String type) {
        return type.startsWith("text/") || type.startsWith("application/json") || type.startsWith("image/svg");
    }

    private static boolean accepts(Request request) {
        HttpField field = request.getHeaders().getField(HttpHeader.ACCEPT_ENCODING);
        return field != null && field.getValue().toLowerCase(Locale.ROOT).contains(GZIP);
    }

    private static Bytes gzip(Bytes body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.size() / 3);
        try (GZIPOutputStream gzip = new Fast(packed)) {
            body.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.wrap(packed.toByteArray());
    }

    /** Half the time of the usual level, for a few percent more bytes. */
    private static final class Fast extends GZIPOutputStream {
        private static final int LEVEL = 4;

        Fast(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Math.min(LEVEL, Deflater.BEST_COMPRESSION));
        }
    }
}
