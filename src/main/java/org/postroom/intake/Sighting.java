package org.postroom.intake;

import java.time.Instant;
import java.util.Optional;
import org.postroom.agent.DepartmentId;

/**
 * A message that a server lists and that could not be fetched: it would not give it, or the connection broke meanwhile.
 *
 * @param place where it is; its uid is never empty
 * @param listedSize bytes, as the server's listing claims
 * @param firstSeen when fetching it failed first
 * @param attempts how often fetching it failed
 * @param fault why it failed last
 * @param gone when the server listed it no more, though it was never fetched
 */
public record Sighting(
        Receipt.Origin place, long listedSize, Instant firstSeen, int attempts, String fault, Optional<Instant> gone) {

    /** Whose mailbox it is in. */
    public DepartmentId department() {
        return place.department();
    }
}
