package org.postroom.config;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.configuration2.PropertiesConfiguration.PropertiesReader;
import org.apache.commons.configuration2.ex.ConfigurationRuntimeException;

/**
 * Reads a properties file and what it includes, keeping the line of each key. Commons Configuration takes the lines apart
 * (comments, continued lines, escapes); includes are followed here, since a whole {@code PropertiesConfiguration} forgets
 * where a key came from and joins duplicates.
 */
final class ConfFileReader {
    private static final String INCLUDE = "include";

    private final Folder folder;
    private final ProblemList problems;
    private final Deque<Path> open = new ArrayDeque<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private ConfFileReader(Folder folder, ProblemList problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Empty when the file itself cannot be read, which is then among the problems. */
    static Optional<ConfFile> read(Path file, Folder folder, ProblemList problems) {
        ConfFileReader reader = new ConfFileReader(folder, problems);
        return reader.readFile(file)
                ? Optional.of(new ConfFile(folder.nameOf(file), reader.entries))
                : Optional.empty();
    }

    private boolean readFile(Path file) {
        Optional<String> text = folder.text(file, problems);
        open.push(file);
        text.ifPresent(found -> readText(found, folder.nameOf(file)));
        open.pop();
        return text.isPresent();
    }

    private void readText(String text, String name) {
        try (PropertiesReader reader = new PropertiesReader(new StringReader(text))) {
            boolean more = true;
            while (more) {
                more = readNext(reader, name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Reading text in memory failed", e);
        }
    }

    private boolean readNext(PropertiesReader reader, String name) throws IOException {
        int before = reader.getLineNumber();
        try {
            if (!reader.nextProperty()) {
                return false;
            }
            Place place = new Place(name, before + reader.getCommentLines().size() + 1);
            take(reader.getPropertyName(), reader.getPropertyValue().strip(), place);
        } catch (ConfigurationRuntimeException | IllegalArgumentException e) {
            Place place = new Place(name, reader.getLineNumber());
            problems.add(
                    place, "", "a broken \\u escape", "\\u with four hexadecimal digits, or the letter itself", "");
        }
        return true;
    }

    private void take(String key, String value, Place place) {
        if (key.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            problems.add(place, "", "a NUL character", "text without it", "");
            return;
        }
        if (key.equals(INCLUDE)) {
            Words.split(value).forEach(written -> include(written, place));
            return;
        }
        Entry entry = new Entry(key, value, place, open.size());
        Optional<Entry> other = Optional.ofNullable(entries.get(key));
        if (other.filter(earlier -> earlier.depth() == entry.depth()).isPresent()) {
            problems.add(
                    place, key, "a key that already stands in " + other.get().place(), "each key once", "");
        } else if (other.filter(nearer -> nearer.depth() < entry.depth()).isEmpty()) {
            entries.put(key, entry);
        }
    }

    private void include(String written, Place place) {
        Path from = Optional.ofNullable(open.getFirst().getParent()).orElse(folder.directory());
        Path file = from.resolve(written).normalize();
        if (open.contains(file)) {
            problems.add(place, INCLUDE, "'" + written + "', which leads back here", "files without a circle", "");
        } else {
            readIncluded(file, written, place);
        }
    }

    private void readIncluded(Path file, String written, Place place) {
        if (file.toFile().isFile()) {
            readFile(file);
        } else {
            problems.add(
                    place,
                    INCLUDE,
                    "'" + written + "', which is no file",
                    "the name of a file, relative to this one",
                    "");
        }
    }
}
