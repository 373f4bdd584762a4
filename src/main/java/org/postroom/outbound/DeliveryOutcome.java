package org.postroom.outbound;

/** What one attempt brought for one recipient. */
public sealed interface DeliveryOutcome {
    /** The server's words, or ours where it said nothing: one line, at most 500 characters. */
    String reply();

    /** The server has taken charge of the mail (RFC 5321 section 4.2.5). */
    record Delivered(String reply) implements DeliveryOutcome {}

    /** Not now: a 4xx reply, or the connection was lost before the mail had been handed over whole. To be tried again. */
    record Deferred(String reply) implements DeliveryOutcome {}

    /** Never: a 5xx reply, or an address or size that this server cannot be asked to take. */
    record Refused(String reply) implements DeliveryOutcome {}

    /** The mail was handed over whole and the server's answer is missing: it may or may not have taken it. */
    record Uncertain(String reply) implements DeliveryOutcome {}
}
