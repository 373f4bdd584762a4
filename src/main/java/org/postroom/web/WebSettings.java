package org.postroom.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the daemon serves its pages.
 *
 * @param address host name or IP address to bind, {@code 127.0.0.1} by default
 * @param port TCP port; 0 takes any free one
 * @param publicUrl under which people reach the page, behind a proxy too
 * @param tls the page's own certificate; without it a proxy must do TLS, or all stays on this machine
 * @param trustedProxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed
 * @param largestUpload bytes of all files of one form together
 */
public record WebSettings(
        String address,
        int port,
        Optional<URI> publicUrl,
        Optional<TlsSettings> tls,
        List<AddressRange> trustedProxies,
        long largestUpload) {
    /** Loopback, port 8025, 25 MB. */
    public static final WebSettings DEFAULT =
            new WebSettings("127.0.0.1", 8025, Optional.empty(), Optional.empty(), List.of(), 25_000_000);

    public WebSettings {
        trustedProxies = List.copyOf(trustedProxies);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + port);
        }
    }

    /** The same under another address. */
    public WebSettings under(Optional<URI> url) {
        return new WebSettings(address, port, url, tls, trustedProxies, largestUpload);
    }
}
