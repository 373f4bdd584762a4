package org.postroom.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes bytes, in memory while they are few, and gives them back as {@link Bytes}. For one thread. */
public final class BytesSink extends OutputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int FIRST = 512;

    private final Scratch scratch;
    /** All bytes, or those that are not in the file yet. */
    private byte[] held;

    private int filled;
    private int filed;
    private @Nullable RandomAccessFile file;
    private boolean refused;

    BytesSink(Scratch scratch, long expected) {
        this.scratch = scratch;
        this.held = new byte[scratch.takes(expected) ? FIRST : Math.clamp(expected, FIRST, Integer.MAX_VALUE - 8)];
    }

    @Override
    public void write(int b) {
        if (filled == held.length) {
            makeRoom(1);
        }
        held[filled++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == held.length) {
                makeRoom(left);
            }
            int count = Math.min(left, held.length - filled);
            System.arraycopy(bytes, from, held, filled, count);
            filled += count;
            from += count;
            left -= count;
        }
    }

    /** How many bytes came in. */
    public int size() {
        return filed + filled;
    }

    /** All that came in; the sink takes no more. */
    public Bytes bytes() {
        if (file != null && filled > 0) {
            toFile(file);
        }
        RandomAccessFile whole = file;
        if (whole == null) {
            return filled > Scratch.MOST_IN_MEMORY
                    ? new BytesInMemory(held, filled, scratch) // room for both is not sure
                    : new BytesInMemory(Arrays.copyOf(held, filled), scratch);
        }
        scratch.filled(filed);
        return new BytesInFile(whole, filed, scratch);
    }

    private void makeRoom(int more) {
        if (file == null && !refused && scratch.takes(size() + (long) more)) {
            begin();
        }
        if (file != null) {
            toFile(file);
        }
        if (file == null && filled == held.length) {
            held = Arrays.copyOf(held, larger(more));
        }
    }

    private int larger(int more) {
        long most = Integer.MAX_VALUE - 8;
        long wanted = Math.max(2L * held.length, (long) filled + more);
        if (filled == most) {
            throw new OutOfMemoryError("more than 2 GB in one piece");
        }
        boolean undecided = !refused && scratch.takes(wanted);
        return (int) Math.min(undecided ? Scratch.MOST_IN_MEMORY : most, wanted);
    }

    private void begin() {
        try {
            file = scratch.file();
        } catch (IOException e) {
            refused = true;
        }
    }

    private void toFile(RandomAccessFile open) {
        try {
            open.write(held, 0, filled);
            filed = Math.addExact(filed, filled);
            filled = 0;
            held = held.length == BUFFER ? held : new byte[BUFFER];
        } catch (IOException e) {
            backToMemory(open);
        }
    }

    /** The disk fails or is full all of a sudden: the database will say so, where it matters. */
    private void backToMemory(RandomAccessFile open) {
        byte[] all = new byte[Math.addExact(filed, filled)];
        try (open) {
            open.seek(0);
            open.readFully(all, 0, filed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.arraycopy(held, 0, all, filed, filled);
        held = all;
        filled = all.length;
        filed = 0;
        file = null;
        refused = true;
    }
}
