package org.postroom.web;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The daemon's HTTP server. */
public final class WebServer implements AutoCloseable {
    private static final int MAX_THREADS = 24;
    private static final int MIN_THREADS = 2;
    private static final int IDLE_MS = 30_000;
    private static final int MOST_CONNECTIONS = 2000;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int SLOWEST_BYTES_PER_SECOND = 200;

    private final Server server;
    private final ServerConnector connector;
    private final WebSettings settings;
    private final Optional<TlsContext> tls;
    private final Routes routes;

    /**
     * What the server serves.
     *
     * @param zone of times shown to whoever is not logged in
     * @param temporary an existing folder where large files lie while a form is read or an answer is sent
     */
    public record Site(Routes routes, Gate gate, ErrorPages errors, Supplier<ZoneId> zone, Path temporary) {}

    /** As {@link #WebServer(WebSettings, Site, LargeForms.Limits)} with limits that are fit for this machine. */
    public WebServer(WebSettings settings, Site site) throws IOException {
        this(settings, site, LargeForms.Limits.ofThisMachine());
    }

    /**
     * Builds the server; nothing listens until {@link #start}.
     *
     * @throws IOException naming the file, when the certificate of conf cannot be used
     */
    WebServer(WebSettings settings, Site site, LargeForms.Limits limits) throws IOException {
        this.settings = settings;
        this.routes = site.routes();
        this.tls = settings.tls().isPresent()
                ? Optional.of(TlsContext.load(settings.tls().get()))
                : Optional.empty();
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MS);
        threads.setName("web");
        // Whoever sends a form drop by drop holds a virtual thread, of which there are enough (FAULTS F11)
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("web-"));
        this.server = new Server(threads);
        this.connector = connector(server, tls);
        connector.setHost(settings.address());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setErrorHandler(new PlainErrors());
        server.setHandler(new MinimumDataRateHandler(
                new Front(
                        site,
                        new AskReader(
                                new Proxies(settings.trustedProxies()),
                                settings.largestUpload(),
                                site.temporary(),
                                new LargeForms(limits)),
                        new OriginCheck(settings.publicUrl())),
                SLOWEST_BYTES_PER_SECOND,
                0));
    }

    private static ServerConnector connector(Server server, Optional<TlsContext> tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(LONGEST_HEADERS);
        if (tls.isEmpty()) {
            return new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        }
        SecureRequestCustomizer secure = new SecureRequestCustomizer();
        secure.setSniHostCheck(false);
        http.addCustomizer(secure);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        return new ServerConnector(
                server, 1, 1, new SslConnectionFactory(tls.get().factory(), plain.getProtocol()), plain);
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

    /** Everything it serves, with what it takes to be let in. */
    public Routes routes() {
        return routes;
    }

    /** The certificate in use, to be looked at again now and then; empty without TLS of our own. */
    public Optional<TlsContext> tls() {
        return tls;
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
}
