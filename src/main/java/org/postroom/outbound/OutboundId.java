package org.postroom.outbound;

/** The id of a mail in the outbound queue; later ones are greater. */
public record OutboundId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
