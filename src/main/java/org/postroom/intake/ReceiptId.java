package org.postroom.intake;

/** The id of a receipt: one per message on a server. Later ones are greater. */
public record ReceiptId(long value) implements Comparable<ReceiptId> {
    @Override
    public int compareTo(ReceiptId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
