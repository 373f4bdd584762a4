package org.postroom.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The daemon's HTTP server. {@code GET /health} answers 200 when every part is healthy, else 503, with the report as JSON. */
public final class WebServer implements AutoCloseable {
    private static final int MAX_THREADS = 8;
    private static final int MIN_THREADS = 2;
    private static final int IDLE_MS = 30_000;

    private final Server server;
    private final ServerConnector connector;
    private final WebSettings settings;

    /** Builds the server; nothing listens until {@link #start}. */
    public WebServer(WebSettings settings, Supplier<HealthReport> health) {
        this.settings = settings;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MS);
        threads.setName("web");
        this.server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        this.connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(settings.address());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.setHandler(new HealthHandler(health));
    }

    /** Starts to listen. Throws IOException with a clear sentence when the port is taken or the address is not this host's. */
    public void start() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            throw new IOException(
                    "Cannot listen on " + settings.address() + ":" + settings.port() + " ("
                            + rootMessage(e) + "). Another program may use the port: set web.port, or web.address, in"
                            + " conf/postroom.properties.",
                    e);
        }
    }

    /** The port it listens on, once started. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Stops to listen and ends the requests under way. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The web server did not stop cleanly", e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static final class HealthHandler extends Handler.Abstract {
        private final Supplier<HealthReport> health;

        HealthHandler(Supplier<HealthReport> health) {
            this.health = health;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put("X-Content-Type-Options", "nosniff");
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            if (!Request.getPathInContext(request).equals("/health")) {
                return answer(
                        response,
                        callback,
                        HttpStatus.NOT_FOUND_404,
                        "text/plain;charset=utf-8",
                        "Nothing is here. /health tells how the daemon is.\n");
            }
            if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
                response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
                return answer(
                        response,
                        callback,
                        HttpStatus.METHOD_NOT_ALLOWED_405,
                        "text/plain;charset=utf-8",
                        "/health takes GET.\n");
            }
            HealthReport report = health.get();
            int status = report.healthy() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503;
            return answer(response, callback, status, "application/json", report.json());
        }

        private static boolean answer(Response response, Callback callback, int status, String type, String body) {
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.getBytes(StandardCharsets.UTF_8).length);
            Content.Sink.write(response, true, body, callback);
            return true;
        }
    }
}
