package org.postroom.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All that was found before, and some mutations of it by a fixed seed: each input holds what its parser promises. */
class FuzzTest {
    private static final int MUTATIONS = 40;

    @ParameterizedTest
    @EnumSource
    void holdsForAllThatWasFound(FuzzTarget target) throws IOException {
        List<Path> inputs = target.inputs();
        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            byte[] data = Files.readAllBytes(input);
            assertThatCode(() -> target.run(data)).as("%s", input).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsForMutationsOfThem(FuzzTarget target) throws IOException {
        Random random = new Random(1);
        for (Path input : target.inputs()) {
            byte[] data = Files.readAllBytes(input);
            for (int i = 0; i < MUTATIONS && data.length > 0; i++) {
                byte[] mutated = mutated(data, random);
                assertThatCode(() -> target.run(mutated))
                        .as("mutation %d of %s by seed 1", i, input)
                        .doesNotThrowAnyException();
            }
        }
    }

    /** A byte changed, a piece left out, a piece doubled, or the end cut off. */
    private static byte[] mutated(byte[] data, Random random) {
        int from = random.nextInt(data.length);
        int to = from + random.nextInt(data.length - from);
        byte[] changed = data.clone();
        changed[from] = (byte) random.nextInt(256);
        return switch (random.nextInt(4)) {
            case 0 -> changed;
            case 1 -> joined(Arrays.copyOf(data, from), Arrays.copyOfRange(data, to, data.length));
            case 2 -> joined(Arrays.copyOf(data, to), Arrays.copyOfRange(data, from, data.length));
            default -> Arrays.copyOf(data, to);
        };
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] both = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, both, head.length, tail.length);
        return both;
    }
}
