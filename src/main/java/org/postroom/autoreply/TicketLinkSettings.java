package org.postroom.autoreply;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How mails point to the page.
 *
 * @param publicUrl under which people reach the page; without it no mail points there
 * @param lifetime how long a customer's link works
 */
public record TicketLinkSettings(Optional<URI> publicUrl, Duration lifetime) {
    /** No page to point to. */
    public static final TicketLinkSettings NONE = new TicketLinkSettings(Optional.empty(), Duration.ofDays(90));

    /** Throws IllegalArgumentException when a link would never work. */
    public TicketLinkSettings {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("A link must work for some time, not " + lifetime);
        }
    }

    /** The address of something on the page; empty where conf names no page. */
    public Optional<String> address(String path) {
        return publicUrl.map(url -> url.toString().replaceAll("/+$", "") + path);
    }
}
