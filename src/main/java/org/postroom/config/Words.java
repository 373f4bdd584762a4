package org.postroom.config;

import java.util.Arrays;
import java.util.List;

/** Lists in values: words with commas between them. */
final class Words {
    private Words() {}

    static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }
}
