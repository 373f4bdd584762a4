package org.postroom.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of conf files, in the order in which people read them. */
enum FileKind {
    MACHINE("postroom", "", "the installation"),
    BRAND("brands", "brands", "a brand"),
    DEPARTMENT("departments", "departments", "a department"),
    AGENT("agents", "agents", "an agent"),
    SMTP("smtp", "smtp", "an SMTP account"),
    PRODUCT("products", "products", "a product");

    static final String SUFFIX = ".properties";
    static final String MACHINE_FILE = "postroom" + SUFFIX;

    private final String word;
    private final String folder;
    private final String about;

    FileKind(String word, String folder, String about) {
        this.word = word;
        this.folder = folder;
        this.about = about;
    }

    /** The folder below conf; empty for the one file that is not in one. */
    String folder() {
        return folder;
    }

    /** "a brand". */
    String about() {
        return about;
    }

    KeyTable keys() {
        return switch (this) {
            case MACHINE -> MachineKeys.KEYS;
            case BRAND -> BrandKeys.KEYS;
            case DEPARTMENT -> DepartmentKeys.KEYS;
            case AGENT -> AgentKeys.KEYS;
            case SMTP -> SmtpKeys.KEYS;
            case PRODUCT -> ProductKeys.KEYS;
        };
    }

    /** As people write it: {@code departments/ID.properties}. */
    String files() {
        return folder.isEmpty() ? word + SUFFIX : folder + "/ID" + SUFFIX;
    }

    static List<String> folders() {
        return Arrays.stream(values())
                .map(FileKind::folder)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The other kind of file that has this key. */
    static Optional<FileKind> withKey(String key) {
        return Arrays.stream(values()).filter(kind -> kind.keys().knows(key)).findFirst();
    }
}
