package org.postroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.postroom.mail.Bytes;

@OnBothDatabases
class RawStoreTest {
    private static final long SEED = 20250101;
    private static final int MIB = 1 << 20;

    private final RawStore raws = RawStore.jdbi(new Ids(InstantSource.system(), 1));
    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @DatabaseTest
    void keepsMailsOfEverySizeByteForByte(Database database) {
        for (int size : List.of(0, 1, 100, 65_535, 65_536, 1_040_000, MIB - 1, MIB, MIB + 1, 3 * MIB, 5 * MIB)) {
            Bytes mail = randomMail(size);
            long id = database.write(transaction -> raws.put(transaction, mail));
            assertThat(stored(database, id)).as("%d bytes, seed %d", size, SEED).isEqualTo(mail);
        }
    }

    @DatabaseTest
    void keepsMailsThatCompressWell(Database database) {
        Bytes mail = Bytes.of("Dear Sirs,\r\n".repeat(400_000));
        long id = database.write(transaction -> raws.put(transaction, mail));
        assertThat(stored(database, id)).isEqualTo(mail);
    }

    @DatabaseTest
    void storesMailsPackedBefore(Database database) {
        Bytes mail = randomMail(2 * MIB);
        PackedMail packed = PackedMail.of(mail);
        assertThat(packed.sha256()).isEqualTo(mail.sha256());
        assertThat(packed.size()).isEqualTo(mail.size());
        long id = database.write(transaction -> raws.put(transaction, packed));
        assertThat(stored(database, id)).isEqualTo(mail);
    }

    @DatabaseTest
    void streamsMailOut(Database database) {
        Bytes mail = randomMail(3 * MIB);
        long id = database.write(transaction -> raws.put(transaction, mail));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        database.read(transaction -> copied(transaction, id, out));
        assertThat(out.toByteArray()).isEqualTo(mail.toArray());
    }

    @DatabaseTest
    void cutsMailsIntoChunksOfOneMebibyte(Database database) {
        long id = database.write(transaction -> raws.put(transaction, randomMail(3 * MIB)));
        List<Integer> sizes = database.read(transaction -> transaction
                .handle()
                .createQuery("SELECT LENGTH(content) FROM raw_chunk WHERE raw_id = :id ORDER BY number")
                .bind("id", id)
                .mapTo(Integer.class)
                .list());
        assertThat(sizes).hasSizeGreaterThan(2).allMatch(size -> size <= MIB);
    }

    @DatabaseTest
    void reportsDamagedMail(Database database) {
        long id = database.write(transaction -> raws.put(transaction, randomMail(2 * MIB)));
        byte[] text = "x".repeat(2 * MIB).getBytes(StandardCharsets.UTF_8);
        long other = database.write(transaction -> raws.put(transaction, Bytes.wrap(text)));
        database.change(transaction -> transaction.handle().execute("DELETE FROM raw_chunk WHERE number = 1"));
        database.change(transaction ->
                transaction.handle().execute("UPDATE raw_mail SET sha256 = ? WHERE id = ?", "0".repeat(64), other));
        for (long damaged : List.of(id, other)) {
            assertThatThrownBy(() -> database.read(transaction -> raws.get(transaction, damaged)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("Raw mail " + damaged + " is damaged");
            assertThatThrownBy(() ->
                            database.read(transaction -> copied(transaction, damaged, new ByteArrayOutputStream())))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("Raw mail " + damaged + " is damaged");
        }
    }

    @DatabaseTest
    void removesMail(Database database) {
        long id = database.write(transaction -> raws.put(transaction, randomMail(MIB)));
        long kept = database.write(transaction -> raws.put(transaction, Bytes.of("kept")));
        database.change(transaction -> raws.delete(transaction, id));
        assertThatThrownBy(() -> database.read(transaction -> raws.get(transaction, id)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("no raw mail " + id);
        assertThat(stored(database, kept)).isEqualTo(Bytes.of("kept"));
    }

    private Bytes stored(Database database, long id) {
        return database.read(transaction -> raws.get(transaction, id));
    }

    private boolean copied(Transaction transaction, long id, ByteArrayOutputStream out) {
        try {
            raws.copyTo(transaction, id, out);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Bytes randomMail(int size) {
        byte[] content = new byte[size];
        random.nextBytes(content);
        return Bytes.wrap(Arrays.copyOf(content, size));
    }
}
