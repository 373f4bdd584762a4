package org.postroom.conversation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.mail.Secret;

/**
 * The file with the keys of reply tokens, {@code reply-token.keys} in the data directory. A line holds a key's id (0 to 31)
 * and the key in Base64; the last line signs, all verify. Removing a line ends every token made with its key. Whoever can
 * read it can write as any agent: it is made readable by its owner alone. Several nodes need the same file.
 */
public final class TokenKeyFile {
    /** Its name in the data directory. */
    public static final String NAME = "reply-token.keys";

    private static final String HEAD =
            "# Keys of reply tokens: id and key; the last line signs. Keep it secret, back it up.\n";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final SecureRandom random;

    public TokenKeyFile(Path dataDirectory, SecureRandom random) {
        this.file = dataDirectory.resolve(NAME);
        this.random = random;
    }

    /**
     * The keys; makes the file with a first key when it is not there.
     *
     * @throws IOException when it cannot be read, written or understood; the message names the file and the line
     */
    public TokenKeys loadOrCreate() throws IOException {
        if (Files.notExists(file)) {
            store(Map.of(0, newKey()));
        }
        Map<Integer, Secret> keys = read();
        return new TokenKeys(keys, List.copyOf(keys.keySet()).getLast());
    }

    /**
     * Adds a key that signs from now on; tokens made before still verify. After 31 more rotations the oldest key goes.
     *
     * @throws IOException as {@link #loadOrCreate}
     */
    public TokenKeys rotate() throws IOException {
        TokenKeys before = loadOrCreate();
        int next = (before.current() + 1) % TokenKeys.IDS;
        Map<Integer, Secret> keys = read();
        keys.remove(next);
        keys.put(next, newKey());
        store(keys);
        return new TokenKeys(keys, next);
    }

    private Secret newKey() {
        byte[] key = new byte[TokenKeys.BYTES];
        random.nextBytes(key);
        return Secret.of(Base64.getEncoder().encodeToString(key));
    }

    private Map<Integer, Secret> read() throws IOException {
        Map<Integer, Secret> keys = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !readLine(line, keys)) {
                throw new IOException(
                        file + ", line " + (i + 1) + ": expected a key's id (0 to 31), unused before, and "
                                + "the Base64 of " + TokenKeys.BYTES + " bytes");
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(
                    file + " holds no key; restore it from a backup, or remove it to have a new one made");
        }
        return keys;
    }

    private static boolean readLine(String line, Map<Integer, Secret> keys) {
        String[] words = line.split("\\s+");
        return words.length == 2
                && words[0].matches("[12]?[0-9]|3[01]")
                && isKey(words[1])
                && keys.putIfAbsent(Integer.valueOf(words[0]), Secret.of(words[1])) == null;
    }

    private static boolean isKey(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == TokenKeys.BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Written beside and moved into place, so that a crash leaves the old file or the new one. */
    private void store(Map<Integer, Secret> keys) throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        keys.forEach(
                (id, key) -> text.append(id).append(' ').append(key.reveal()).append('\n'));
        Path fresh = file.resolveSibling(NAME + ".new");
        Files.deleteIfExists(fresh);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, options, OWNER_ONLY)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
