package org.postroom.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Values that name a file of certificates. */
final class CertificateFile {
    private CertificateFile() {}

    /** The file named; that it can be read is checked, what is in it is not. */
    static Optional<Path> find(Values values, Key<String> key, Folder folder) {
        Optional<Path> file = values.find(key).map(folder::resolve);
        file.filter(path -> !Files.isReadable(path) || Files.isDirectory(path))
                .ifPresent(path -> values.fault(
                        key,
                        "'" + folder.nameOf(path) + "', which cannot be read",
                        "the path of a PEM file; when relative, it begins at the conf folder",
                        ""));
        return file;
    }
}
