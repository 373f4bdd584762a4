package org.postroom.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The conf folder on disk: reads files as text, and remembers which it was asked for. */
final class Folder {
    /** No conf file or secret is as long; what is, is something else. */
    private static final long LONGEST_FILE = 1L << 20;

    private final Path directory;
    private final Set<Path> asked = new LinkedHashSet<>();

    Folder(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    Path directory() {
        return directory;
    }

    /** A path written in conf: relative ones begin at the conf folder. */
    Path resolve(String written) {
        return directory.resolve(written).normalize();
    }

    /** A file's name for people: relative to the conf folder where it lies inside, with slashes. */
    String nameOf(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        boolean inside = absolute.startsWith(directory) && !absolute.equals(directory);
        Path shown = inside ? directory.relativize(absolute) : absolute;
        return shown.toString().replace('\\', '/');
    }

    /** Every file asked for so far, found or not. */
    Set<Path> asked() {
        return Set.copyOf(asked);
    }

    /** The text of a file (UTF-8, a byte order mark left out). What is wrong with it, or where, is added to the problems. */
    Optional<String> text(Path file, ProblemList problems) {
        asked.add(file);
        String name = nameOf(file);
        try {
            if (Files.size(file) > LONGEST_FILE) {
                problems.add(name, "a file of " + Files.size(file) + " bytes", "a file of at most 1 MiB");
                return Optional.empty();
            }
            return decoded(name, Files.readAllBytes(file), problems);
        } catch (NoSuchFileException e) {
            problems.add(name, "no such file", "a file of this name");
        } catch (AccessDeniedException e) {
            problems.add(name, "a file that may not be read", "a file this user may read");
        } catch (IOException e) {
            problems.add(name, "a file that cannot be read (" + e.getMessage() + ")", "a readable file");
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String name, byte[] bytes, ProblemList problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            Place place = new Place(name, lineAt(bytes, in.position()));
            problems.add(place, "", "bytes that are not UTF-8", "text in UTF-8", "");
            return Optional.empty();
        }
        String text = out.flip().toString();
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            problems.add(new Place(name, lineAt(bytes, nul)), "", "a NUL character", "text without it", "");
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
