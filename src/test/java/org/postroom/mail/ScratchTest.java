package org.postroom.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
    private static final int LIMIT = Scratch.MOST_IN_MEMORY;

    @TempDir
    private Path directory;

    @Test
    void givesBackTheBytesThatCameInWhateverTheirNumberAndPieces() throws IOException {
        Scratch scratch = Scratch.in(directory);
        Random random = new Random(7);
        for (int size : new int[] {0, 1, 511, 513, 70_000, LIMIT - 1, LIMIT, LIMIT + 1, 3 * LIMIT + 5}) {
            for (long expected : new long[] {0, size, size + 1_000}) {
                byte[] all = new byte[size];
                random.nextBytes(all);
                assertSame(pieces(scratch.sink(expected), all, random), all);
                assertSame(pieces(Scratch.none().sink(expected), all, random), all);
            }
        }
    }

    private static Bytes pieces(BytesSink sink, byte[] all, Random random) {
        int at = 0;
        while (at < all.length) {
            int count = Math.min(all.length - at, 1 + random.nextInt(200_000));
            if (count < 1_000) {
                sink.write(all[at]);
                at++;
            } else {
                sink.write(all, at, count);
                at += count;
            }
        }
        assertThat(sink.size()).isEqualTo(all.length);
        return sink.bytes();
    }

    private static void assertSame(Bytes bytes, byte[] expected) throws IOException {
        Bytes inMemory = Bytes.wrap(expected);
        assertThat(bytes.size()).isEqualTo(expected.length);
        assertThat(bytes.toArray()).isEqualTo(expected);
        assertThat(bytes.beginning(100)).isEqualTo(Arrays.copyOf(expected, Math.min(100, expected.length)));
        assertThat(bytes.equals(inMemory) && inMemory.equals(bytes)).isTrue();
        assertThat(bytes).hasSameHashCodeAs(inMemory);
        assertThat(bytes.sha256()).isEqualTo(inMemory.sha256());
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        bytes.writeTo(written);
        assertThat(written.toByteArray()).isEqualTo(expected);
        try (InputStream in = bytes.open()) {
            assertThat(in.readAllBytes()).isEqualTo(expected);
            assertThat(in.read()).isNegative();
        }
    }

    @Test
    void keepsFewBytesInMemoryAndManyInAFileWithoutAName() throws IOException {
        Scratch scratch = Scratch.in(directory);
        assertThat(filled(scratch, LIMIT)).isInstanceOf(BytesInMemory.class);
        assertThat(filled(scratch, LIMIT + 1)).isInstanceOf(BytesInFile.class);
        assertThat(directory).isEmptyDirectory();
        assertThat(filled(Scratch.none(), 2 * LIMIT)).isInstanceOf(BytesInMemory.class);
    }

    @Test
    void tellsOtherBytesOfTheSameSizeApart() throws IOException {
        Bytes zeros = filled(Scratch.in(directory), 2 * LIMIT);
        byte[] others = new byte[2 * LIMIT];
        others[others.length - 1] = 1;
        assertThat(zeros).isNotEqualTo(Bytes.wrap(others));
        assertThat(Bytes.wrap(others)).isNotEqualTo(zeros);
        assertThat(zeros).isEqualTo(filled(Scratch.none(), 2 * LIMIT));
    }

    @Test
    void letsWhatIsMadeOfBytesLieWhereTheyDo() throws IOException {
        Scratch scratch = Scratch.in(directory);
        assertThat(filled(scratch, 10).scratch()).isSameAs(scratch);
        assertThat(filled(scratch, 2 * LIMIT).scratch()).isSameAs(scratch);
        assertThat(Bytes.of("a").scratch()).isSameAs(Scratch.none());
    }

    @Test
    void staysInMemoryWhereNoFileCanBeMade() throws IOException {
        Scratch scratch = Scratch.in(directory);
        Files.delete(directory);
        try {
            Bytes bytes = filled(scratch, 2 * LIMIT + 1);
            assertThat(bytes).isInstanceOf(BytesInMemory.class);
            assertThat(bytes.size()).isEqualTo(2 * LIMIT + 1);
        } finally {
            Files.createDirectory(directory);
        }
    }

    @Test
    void removesWhatAKilledProcessLeft() throws IOException {
        Files.createFile(directory.resolve("scratch-123"));
        Path other = Files.createFile(directory.resolve("postroom.db"));
        Scratch.in(directory);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory)) {
            assertThat(left).containsExactly(other);
        }
    }

    private static Bytes filled(Scratch scratch, int size) {
        BytesSink sink = scratch.sink();
        for (int left = size; left > 0; left -= 10_000) {
            sink.write(new byte[Math.min(left, 10_000)]);
        }
        return sink.bytes();
    }
}
