package org.postroom.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlatJsonTest {
    @Test
    void writesWhatJsonReadersRead() {
        assertThat(FlatJson.write(Map.of())).isEqualTo("{}");
        assertThat(FlatJson.write(Map.of("to", "a\"b\\c\nd", "a", "ü")))
                .isEqualTo("{\"a\":\"ü\",\"to\":\"a\\\"b\\\\c\\u000ad\"}");
        assertThat(FlatJson.read("{ \"a\" : \"x\\ty\\u0041\" }")).isEqualTo(Map.of("a", "x\tyA"));
    }

    @Test
    void readsBackWhateverItWrote() {
        long seed = 20250303;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Map<String, String> values = new TreeMap<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                values.put(text(random), text(random));
            }
            assertThat(FlatJson.read(FlatJson.write(values)))
                    .as("seed %s, round %s", seed, i)
                    .isEqualTo(values);
        }
    }

    private static String text(Random random) {
        String letters = "ab\"\\:,{}\n\t\u0000\u2028\ud83d\ude00\ud83dü$1%s";
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
