package org.postroom.web;

/**
 * Where the daemon listens for HTTP.
 *
 * @param address host name or IP address to bind, {@code 127.0.0.1} by default
 * @param port TCP port; 0 takes any free one
 */
public record WebSettings(String address, int port) {
    /** Loopback, port 8025. */
    public static final WebSettings DEFAULT = new WebSettings("127.0.0.1", 8025);

    public WebSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is 0 to 65535, not " + port);
        }
    }
}
