package org.postroom.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.cluster.KeyPrints;
import org.postroom.cluster.Print;
import org.postroom.mail.Secret;

/**
 * The keys of reply tokens by their ids.
 *
 * @param keys each the Base64 of {@value #BYTES} bytes; those besides the current one still verify
 * @param current the id of the key that signs
 */
public record TokenKeys(Map<Integer, Secret> keys, int current) {
    /** Key ids are below this. */
    static final int IDS = 32;

    /** How long a key is. */
    public static final int BYTES = 32;

    /** Fingerprints of the keys by their ids: they tell keys apart and nothing of them. */
    public KeyPrints prints() {
        Map<Integer, String> prints = new HashMap<>();
        keys.forEach((id, key) -> prints.put(id, Print.of(List.of("reply token key", key.reveal()))));
        return new KeyPrints(prints);
    }

    /** Throws IllegalArgumentException when the current key is missing or an id is out of range. */
    public TokenKeys {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(current) || keys.keySet().stream().anyMatch(id -> id < 0 || id >= IDS)) {
            throw new IllegalArgumentException("Keys of reply tokens: ids " + keys.keySet() + ", current " + current);
        }
    }
}
