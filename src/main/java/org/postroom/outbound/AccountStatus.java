package org.postroom.outbound;

import java.time.Instant;
import java.util.Optional;

/**
 * How an SMTP account does, seen from this node.
 *
 * @param fault why no mail leaves by it; empty when mail does, as far as is known
 * @param since when the fault began
 */
public record AccountStatus(Optional<AccountFault> fault, Optional<Instant> since) {}
