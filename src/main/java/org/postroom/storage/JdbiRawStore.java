package org.postroom.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.postroom.mail.Bytes;
import org.postroom.mail.BytesSink;
import org.postroom.mail.Scratch;

final class JdbiRawStore implements RawStore {
    /** The packing of a mail whose bytes were removed. */
    static final String EMPTIED = "emptied";

    private final Ids ids;
    private final Scratch scratch;

    JdbiRawStore(Ids ids, Scratch scratch) {
        this.ids = ids;
        this.scratch = scratch;
    }

    private record Entry(String sha256, long size) {}

    @Override
    public long put(Transaction transaction, Bytes raw) {
        long id = insert(transaction, raw.sha256(), raw.size());
        ChunkWriter chunks = new ChunkWriter(transaction, id);
        Packing.pack(raw, chunks::write);
        return id;
    }

    @Override
    public long put(Transaction transaction, PackedMail packed) {
        long id = insert(transaction, packed.sha256(), packed.size());
        packed.eachChunk(new ChunkWriter(transaction, id)::write);
        return id;
    }

    private long insert(Transaction transaction, String sha256, long size) {
        long id = ids.next();
        transaction
                .handle()
                .createUpdate("INSERT INTO raw_mail (id, sha256, size, packing) VALUES (:id, :sha256, :size, :packing)")
                .bind("id", id)
                .bind("sha256", sha256)
                .bind("size", size)
                .bind("packing", Packing.NAME)
                .execute();
        return id;
    }

    @Override
    public Bytes get(Transaction transaction, long rawId) {
        Entry entry = entry(transaction, rawId);
        BytesSink content = scratch.sink(entry.size());
        try (DigestInputStream in = open(transaction, rawId)) {
            verify(rawId, entry, in, copy(rawId, in, content));
            return content.bytes();
        } catch (IOException e) {
            throw damaged(rawId, e);
        }
    }

    @Override
    public void copyTo(Transaction transaction, long rawId, OutputStream out) throws IOException {
        Entry entry = entry(transaction, rawId);
        try (DigestInputStream in = open(transaction, rawId)) {
            verify(rawId, entry, in, copy(rawId, in, out));
        }
    }

    private static long copy(long rawId, InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        int read;
        while ((read = readSome(rawId, in, buffer)) >= 0) {
            out.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }

    private static int readSome(long rawId, InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw damaged(rawId, e);
        }
    }

    @Override
    public void empty(Transaction transaction, long rawId) {
        transaction.handle().execute("DELETE FROM raw_chunk WHERE raw_id = ?", rawId);
        transaction.handle().execute("UPDATE raw_mail SET packing = ? WHERE id = ?", EMPTIED, rawId);
    }

    @Override
    public void delete(Transaction transaction, long rawId) {
        transaction.handle().execute("DELETE FROM raw_chunk WHERE raw_id = ?", rawId);
        transaction.handle().execute("DELETE FROM raw_mail WHERE id = ?", rawId);
    }

    private static Entry entry(Transaction transaction, long rawId) {
        return transaction
                .handle()
                .createQuery("SELECT sha256, size FROM raw_mail WHERE id = :id")
                .bind("id", rawId)
                .map((row, context) -> new Entry(row.getString("sha256"), row.getLong("size")))
                .findOne()
                .orElseThrow(() -> new StorageException("There is no raw mail " + rawId));
    }

    private static DigestInputStream open(Transaction transaction, long rawId) {
        try {
            return new DigestInputStream(
                    Packing.unpack(new ChunkReader(transaction, rawId)), MessageDigest.getInstance("SHA-256"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void verify(long rawId, Entry entry, DigestInputStream in, long read) throws IOException {
        boolean whole = read == entry.size() && in.read() < 0;
        String sha256 = HexFormat.of().formatHex(in.getMessageDigest().digest());
        if (!whole || !sha256.equals(entry.sha256())) {
            throw damaged(rawId, new IOException("Expected " + entry + ", read " + read + " bytes, SHA-256 " + sha256));
        }
    }

    private static StorageException damaged(long rawId, IOException cause) {
        return new StorageException(
                "Raw mail " + rawId + " is damaged in the database: its bytes are not those that were stored."
                        + " Restore it from a backup",
                cause);
    }

    /** Inserts one chunk after another. */
    private static final class ChunkWriter {
        private final Transaction transaction;
        private final long rawId;
        private int number;

        ChunkWriter(Transaction transaction, long rawId) {
            this.transaction = transaction;
            this.rawId = rawId;
        }

        void write(byte[] content) {
            transaction
                    .handle()
                    .createUpdate("INSERT INTO raw_chunk (raw_id, number, content) VALUES (:rawId, :number, :content)")
                    .bind("rawId", rawId)
                    .bind("number", number++)
                    .bind("content", content)
                    .execute();
        }
    }

    /** The chunks as one stream, one of them in memory at a time. */
    private static final class ChunkReader extends InputStream {
        private final Transaction transaction;
        private final long rawId;
        private byte[] chunk = new byte[0];
        private int position;
        private int next;

        ChunkReader(Transaction transaction, long rawId) {
            this.transaction = transaction;
            this.rawId = rawId;
        }

        @Override
        public int read() {
            return hasMore() ? chunk[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0 || !hasMore()) {
                return length == 0 ? 0 : -1;
            }
            int part = Math.min(length, chunk.length - position);
            System.arraycopy(chunk, position, target, offset, part);
            position += part;
            return part;
        }

        private boolean hasMore() {
            if (position == chunk.length) {
                chunk = load();
                position = 0;
            }
            return chunk.length > 0;
        }

        private byte[] load() {
            return transaction
                    .handle()
                    .createQuery("SELECT content FROM raw_chunk WHERE raw_id = :rawId AND number = :number")
                    .bind("rawId", rawId)
                    .bind("number", next++)
                    .map((row, context) -> row.getBytes("content"))
                    .findOne()
                    .orElseGet(() -> new byte[0]);
        }
    }
}
