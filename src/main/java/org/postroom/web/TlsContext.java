package org.postroom.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificate in use; takes up a renewed one while connections go on. */
public final class TlsContext {
    private static final Logger log = LoggerFactory.getLogger(TlsContext.class);

    private final TlsSettings settings;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final AtomicReference<List<FileTime>> seen;

    private TlsContext(TlsSettings settings, List<FileTime> seen) {
        this.settings = settings;
        this.seen = new AtomicReference<>(seen);
    }

    /** Throws IOException naming the file and what is wrong with it. */
    static TlsContext load(TlsSettings settings) throws IOException {
        TlsContext context = new TlsContext(settings, times(settings));
        context.use(context.factory, TlsKeys.read(settings));
        return context;
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** Looks whether the files changed, and uses them if they are in order; else goes on with the old ones and says so. */
    public void refresh() {
        try {
            List<FileTime> now = times(settings);
            if (now.equals(seen.getAndSet(now))) {
                return;
            }
            KeyStore renewed = TlsKeys.read(settings);
            factory.reload(changed -> use((SslContextFactory.Server) changed, renewed));
            log.atInfo().log("Certificate renewed");
        } catch (Exception e) {
            log.atWarn().addKeyValue("fault", e.getMessage()).log("Certificate not renewed");
        }
    }

    private void use(SslContextFactory.Server changed, KeyStore keys) {
        changed.setKeyStore(keys);
        changed.setKeyStorePassword(TlsKeys.INSIDE);
        changed.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        changed.setSniRequired(false);
    }

    private static List<FileTime> times(TlsSettings settings) throws IOException {
        return switch (settings) {
            case TlsSettings.Pkcs12 pkcs12 -> List.of(time(pkcs12.file()));
            case TlsSettings.Pem(Path chain, Path key) -> List.of(time(chain), time(key));
        };
    }

    private static FileTime time(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new IOException("Cannot read " + file + ", which web.tls.* in conf/postroom.properties names.", e);
        }
    }
}
