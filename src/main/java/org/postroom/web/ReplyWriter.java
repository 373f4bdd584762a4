package org.postroom.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.postroom.mail.Bytes;

/** Writes answers: headers, compression, body. */
final class ReplyWriter {
    private static final int WORTH_COMPRESSING = 1024;
    private static final String GZIP = "gzip";

    private ReplyWriter() {}

    static void write(Reply reply, boolean secure, Request request, Response response, Callback callback) {
        response.setStatus(reply.status());
        SecurityHeaders.put(response.getHeaders(), reply, secure);
        if (!reply.type().isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
        }
        Bytes body = compressed(reply, request, response);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.size());
        boolean head = "HEAD".equals(request.getMethod());
        response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(body.toArray()), callback);
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
