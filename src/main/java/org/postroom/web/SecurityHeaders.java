package org.postroom.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;

/** The headers every answer gets. An answer that sets one of them itself keeps its own. */
final class SecurityHeaders {
    /** No script or style but our own files, no frame but our own, nothing from elsewhere. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
            "X-Robots-Tag", "noindex, nofollow",
            "Cache-Control", "no-store");

    private static final String ONE_YEAR = "max-age=31536000";

    private SecurityHeaders() {}

    static Map<String, String> of(Reply reply, boolean secure) {
        Map<String, String> headers = new LinkedHashMap<>(ALWAYS);
        if (secure) {
            headers.put("Strict-Transport-Security", ONE_YEAR);
        }
        reply.headers().forEach(header -> headers.remove(header.name()));
        return headers;
    }

    static void put(HttpFields.Mutable fields, Reply reply, boolean secure) {
        of(reply, secure).forEach(fields::put);
        reply.headers().forEach(header -> fields.add(header.name(), header.value()));
    }
}
