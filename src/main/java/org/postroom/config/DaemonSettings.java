package org.postroom.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What concerns the installation as a whole and no feature alone.
 *
 * @param dataDirectory absolute; where everything lies that the daemon keeps
 * @param nodeNumber 0 to 1023, another for each node on one database
 * @param zone of brands that name none
 * @param publicUrl under which people reach the page
 * @param replyTokenLifetime how long a reply finds its ticket by the token in our mail
 * @param trustedAuthenticationIds whose {@code Authentication-Results} are believed (RFC 8601), in lower case
 */
public record DaemonSettings(
        Path dataDirectory,
        int nodeNumber,
        ZoneId zone,
        Optional<URI> publicUrl,
        Duration replyTokenLifetime,
        Set<String> trustedAuthenticationIds) {
    public DaemonSettings {
        trustedAuthenticationIds = Set.copyOf(trustedAuthenticationIds);
    }

    DaemonSettings withPlaceOf(DaemonSettings other) {
        return new DaemonSettings(
                other.dataDirectory, other.nodeNumber, zone, publicUrl, replyTokenLifetime, trustedAuthenticationIds);
    }
}
