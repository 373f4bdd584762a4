package org.postroom.intake;

import java.time.Instant;
import java.util.Optional;

/**
 * A row of the ledger: a message that was seen on a server and is held.
 *
 * @param listedSize bytes, as the server's listing claimed
 * @param removedAt when it was found to be gone from its server, as it was to be
 */
public record LedgerEntry(Receipt receipt, long listedSize, Optional<Instant> removedAt, Findings findings) {}
