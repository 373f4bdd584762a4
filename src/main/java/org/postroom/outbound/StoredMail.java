package org.postroom.outbound;

import org.postroom.mail.OutgoingMail;

/**
 * A mail of ours whose bytes are kept.
 *
 * @param rawId in the raw store
 * @param size bytes
 */
public record StoredMail(OutgoingMail mail, long rawId, long size) {}
