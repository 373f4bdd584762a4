package org.postroom.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import org.postroom.autoreply.TicketLinkSettings;

/**
 * What concerns the installation as a whole and no feature alone.
 *
 * @param dataDirectory absolute; where everything lies that the daemon keeps
 * @param node which of several nodes on one database this is
 * @param zone of brands that name none
 * @param links how mails point to the page
 * @param replyTokenLifetime how long a reply finds its ticket by the token in our mail
 * @param trustedAuthenticationIds whose {@code Authentication-Results} are believed (RFC 8601), in lower case
 */
public record DaemonSettings(
        Path dataDirectory,
        NodeSettings node,
        ZoneId zone,
        TicketLinkSettings links,
        Duration replyTokenLifetime,
        Set<String> trustedAuthenticationIds) {
    public DaemonSettings {
        trustedAuthenticationIds = Set.copyOf(trustedAuthenticationIds);
    }

    /** Under which people reach the page. */
    public Optional<URI> publicUrl() {
        return links.publicUrl();
    }

    DaemonSettings withPlaceOf(DaemonSettings other) {
        return new DaemonSettings(
                other.dataDirectory, other.node, zone, links, replyTokenLifetime, trustedAuthenticationIds);
    }
}
