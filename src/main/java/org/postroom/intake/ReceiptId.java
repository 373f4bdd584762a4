package org.postroom.intake;

/** The id of a receipt: one per message on a server. Later ones are greater. */
public record ReceiptId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
