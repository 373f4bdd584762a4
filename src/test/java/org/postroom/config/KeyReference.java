package org.postroom.config;

import java.util.List;

/** Writes {@code docs/configuration.md} from the tables of keys. */
final class KeyReference {
    private static final String HEAD = """
            # Configuration

            <!-- Made from the tables of keys in org.postroom.config; a test compares. To write it anew:
                 ./mvnw test -Dtest=ConfigurationDocTest -Dpostroom.write=true -->

            Everything an admin sets stands in files below `conf/`: one for the installation, and one for each brand,
            department, agent, SMTP account and product, whose file name is its id. `conf/` in this repository is a complete
            made-up company to start from. `postroom check` says all that is wrong at once; a change on disk is picked up while
            the daemon runs, checked whole, and applied, or refused with the old conf staying.

            ## How the files are written

            - UTF-8, `key = value`, a comment on a line of its own with `#`. A backslash is written `\\\\`, a line break within a
              text `\\n`; a value that ends in a backslash goes on in the next line.
            - A key that is not known, stands twice in a file, or has nothing behind it is an error; leave out or comment out what
              is to have its default.
            - Switches are `on` or `off`. Times and sizes carry a unit: `500ms`, `30s`, `2m`, `168h`, `5d`; `100KB`, `25MB` (of
              thousands), `64KiB`, `10MiB` (of 1024). Lists have commas between their items.
            - Ids (file names, groups): lower-case letters a-z, digits and hyphens, at most 64 characters.
            - `include = other.properties` reads another file there, named relative to this one; a key of the file itself wins
              over one it includes.
            - `${env:NAME}` stands for an environment variable, `${env:NAME:-otherwise}` for it or a default, `${file:path}` for
              the text of a file (for passwords; the end of the last line is dropped). `$${` is `${` itself. What is filled in is
              never looked through again, and never shown.
            - Relative paths begin at the conf folder.
            - These need a restart to change: `data-directory`, `templates-directory`, `database.*`, `node.*`,
              `web.*`, `mail.*`, and for the page `public-url`, which mails name anew at once. A change of one of them is announced in
              the log, the rest of the change applies.
            """;

    private KeyReference() {}

    static String markdown() {
        StringBuilder text = new StringBuilder(HEAD);
        for (FileKind kind : FileKind.values()) {
            text.append("\n## `")
                    .append(kind.files())
                    .append("`: ")
                    .append(kind.about())
                    .append("\n\n");
            text.append("| key | default | example | what it does |\n|---|---|---|---|\n");
            kind.keys().all().forEach(key -> text.append(row(key)));
        }
        return text.toString();
    }

    private static String row(Key<?> key) {
        List<String> cells = List.of("`" + key.name() + "`", fallback(key), "`" + key.example() + "`", key.sentence());
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |\n";
    }

    private static String fallback(Key<?> key) {
        return switch (key.absent()) {
            case Key.Absent.Required _ -> "**must be there**";
            case Key.Absent.Default written -> "`" + written.written() + "`";
            case Key.Absent.Otherwise otherwise -> otherwise.described();
        };
    }
}
