package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Bytes;

class Base64Test {
    private static final String[] PIECES = {
        "QUJD",
        "R3LDvMOfZQ",
        "=",
        "==",
        "\r\n",
        "\n",
        " ",
        "*",
        "-- of the list: stay polite, all of you",
        "words and words\n"
    };

    @Test
    void decodesTheSameInBlocksOfAnySize() {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(PIECES[random.nextInt(random.nextInt(3) == 0 ? PIECES.length : 6)]);
            }
            Bytes encoded = Bytes.of(text.toString());
            Bytes whole = Base64.decodeIfAny(encoded, 1 << 16);
            for (int block : new int[] {1, 2, 3, 7, 64}) {
                assertThat(Base64.decodeIfAny(encoded, block).latin1())
                        .as("blocks of %d: %s", block, text)
                        .isEqualTo(whole.latin1());
            }
        }
    }
}
