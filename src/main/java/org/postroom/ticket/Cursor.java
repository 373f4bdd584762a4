package org.postroom.ticket;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Where the next page of a list begins: behind this ticket as it stood when it was shown. Pages that follow each other by
 * cursors show no ticket twice, unless it moved on behind the cursor in between.
 *
 * <p>A cursor is a position and no right: what it leads to is within the reach of whoever asks with it.
 *
 * @param order the list's; a cursor fits no other
 * @param at when the ticket was changed or opened, as the order goes by
 * @param ticket the last one shown
 */
public record Cursor(TicketOrder order, Instant at, TicketId ticket) {
    private static final int LENGTH = 1 + 2 * Long.BYTES;

    /** As it stands in a URL, without anything that would have to be escaped. */
    public String text() {
        byte[] content = content();
        ByteBuffer all =
                ByteBuffer.allocate(LENGTH + Integer.BYTES).put(content).putInt(check(content));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    /** Reads what {@link #text} wrote; empty when it was made up, altered, or is of a list in another order. */
    public static Optional<Cursor> parse(String text, TicketOrder order) {
        return decoded(text)
                .filter(all -> all.length == LENGTH + Integer.BYTES)
                .map(all -> read(ByteBuffer.wrap(all), order))
                .filter(cursor -> cursor.text().equals(text));
    }

    private static Cursor read(ByteBuffer all, TicketOrder order) {
        all.get();
        return new Cursor(order, Instant.ofEpochMilli(all.getLong()), new TicketId(all.getLong()));
    }

    private byte[] content() {
        return ByteBuffer.allocate(LENGTH)
                .put((byte) order.letter())
                .putLong(at.toEpochMilli())
                .putLong(ticket.value())
                .array();
    }

    private static int check(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return (int) sum.getValue();
    }

    private static Optional<byte[]> decoded(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
