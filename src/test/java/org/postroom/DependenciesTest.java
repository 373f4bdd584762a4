package org.postroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/dependencies.md} to what ships: each library has its row, with the version, licences and importers there
 * really are. With {@code -Dpostroom.write=true} the rows are written anew; what a library is for is said by people.
 */
class DependenciesTest {
    private static final Path DOC = Path.of("docs/dependencies.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.-]+)` \\|.*\\| (.*) \\|\\n");
    private static final String TO_BE_SAID = "?";

    @Test
    void everyLibraryThatShipsIsListed() throws IOException {
        String doc = Files.readString(DOC);
        String rows = rows(purposes(doc));
        if (Boolean.getBoolean("postroom.write")) {
            Files.writeString(DOC, withRows(doc, rows));
        }
        assertThat(Files.readString(DOC)).contains(rows);
        assertThat(purposes(Files.readString(DOC)))
                .as("what each is for")
                .doesNotContainValue(TO_BE_SAID)
                .hasSameSizeAs(ShippedLibrary.all());
    }

    @Test
    void everyLibraryThatShipsMayBeUsed() throws IOException {
        for (ShippedLibrary library : ShippedLibrary.all()) {
            assertThat(licences(library))
                    .as("licences of %s, one of which must be allowed", library.jar())
                    .anyMatch(Licences.ALLOWED::contains);
        }
    }

    @Test
    void licencesThatWereNotLookedAtAreNotAllowed() {
        assertThat(List.of(
                        "AGPL-3.0", "GPL-3.0", "GNU General Public License v2", "BUSL-1.1", "SSPL-1.0", "Commercial"))
                .map(Licences::spdx)
                .noneMatch(Licences.ALLOWED::contains);
    }

    private static String rows(Map<String, String> purposes) throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (ShippedLibrary library : ShippedLibrary.all()) {
            String importers = LibraryImporters.importersOf(library.packages());
            String row = "| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            library.name(),
                            library.version(),
                            String.join(", ", licences(library)),
                            importers.isEmpty() ? "–" : importers,
                            purposes.getOrDefault(library.name(), TO_BE_SAID));
            rows.put((importers.isEmpty() ? "2" : "1") + library.name(), row);
        }
        return String.join("", rows.values());
    }

    private static List<String> licences(ShippedLibrary library) throws IOException {
        return library.licences().stream().map(Licences::spdx).distinct().toList();
    }

    private static Map<String, String> purposes(String doc) {
        return ROW.matcher(doc)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2), (one, other) -> one, TreeMap::new));
    }

    private static String withRows(String doc, String rows) {
        String without = ROW.matcher(doc).replaceAll("");
        return without.replaceFirst("(?m)^(\\|---.*\\|\\n)", "$1" + Matcher.quoteReplacement(rows));
    }
}
