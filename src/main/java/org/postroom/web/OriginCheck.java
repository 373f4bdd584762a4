package org.postroom.web;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a request that acts comes from a page of ours (FAULTS F4). Browsers say so in {@code Sec-Fetch-Site} and in
 * {@code Origin} (RFC 6454 section 7), which no page can forge. The first decides where there is one: a page that keeps its
 * address to itself by {@code Referrer-Policy: no-referrer} has the Origin {@code null}.
 */
final class OriginCheck {
    private final Optional<URI> publicUrl;

    OriginCheck(Optional<URI> publicUrl) {
        this.publicUrl = publicUrl;
    }

    boolean isOurs(Ask ask) {
        Optional<String> site = ask.header("Sec-Fetch-Site");
        return site.map("same-origin"::equals)
                .orElseGet(() ->
                        ask.header("Origin").map(origin -> isOurs(origin, ask)).orElse(true));
    }

    private boolean isOurs(String origin, Ask ask) {
        String asked = origin.toLowerCase(Locale.ROOT);
        String host = ask.header("Host").orElse("").toLowerCase(Locale.ROOT);
        boolean sameHost = asked.equals((ask.client().secure() ? "https://" : "http://") + host);
        return sameHost
                || publicUrl.map(OriginCheck::originOf).filter(asked::equals).isPresent();
    }

    private static String originOf(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return (url.getScheme() + "://" + url.getHost() + port).toLowerCase(Locale.ROOT);
    }
}
