package org.postroom.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.postroom.conversation.TokenKeyFile;
import org.postroom.storage.DatabaseSettings;

/** What lies in the folder of a backup. */
final class BackupFolder {
    /** The embedded database. */
    static final String DATABASE = DatabaseSettings.FILE_NAME;

    /** The keys of reply tokens. */
    static final String KEYS = TokenKeyFile.NAME;

    private static final String ABOUT = "about.properties";
    private static final String MADE = "made-at = ";

    private BackupFolder() {}

    /** Says when the backup was made, and what it is for those who find it. */
    static void addAbout(ExportFolder folder, Instant made) throws IOException {
        String text = "# A backup of Postroom. `postroom restore FOLDER` brings it back; see docs/operating.md.\n"
                + "# It holds everybody's mail and the keys to write as any agent: keep it to yourself.\n" + MADE + made
                + "\n";
        folder.addFile(ABOUT, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** When a backup was made; of one without a word about it, when its keys were last written. */
    static Instant madeAt(Path folder) throws IOException {
        Path about = folder.resolve(ABOUT);
        return Files.isRegularFile(about)
                ? Files.readAllLines(about).stream()
                        .filter(line -> line.startsWith(MADE))
                        .flatMap(line -> instant(line.substring(MADE.length())).stream())
                        .findFirst()
                        .orElse(Instant.EPOCH)
                : Files.getLastModifiedTime(folder.resolve(KEYS)).toInstant();
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
