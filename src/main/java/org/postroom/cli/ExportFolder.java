package org.postroom.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder that is there whole or not at all: it is written under another name, synced to the disk, read again and compared,
 * and only then gets its name. {@code SHA256SUMS} in it is as sha256sum writes it. Only its owner may read it, and each
 * file by itself.
 */
final class ExportFolder implements AutoCloseable {
    private static final String SUMS = "SHA256SUMS";
    /** 64 digits and two blanks. */
    private static final int SUM_LENGTH = 66;

    private final Path target;
    private final Path part;
    private final Map<String, OutputStream> lines = new TreeMap<>();
    private final Map<String, String> sums = new TreeMap<>();

    private ExportFolder(Path target, Path part) {
        this.target = target;
        this.part = part;
    }

    /** Writes some bytes. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * @throws FileAlreadyExistsException when there is something of this name, or what was left of a broken export
     * @throws IOException also when there is no folder to make it in; the message names that
     */
    static ExportFolder begin(Path target) throws IOException {
        Path above = target.toAbsolutePath().resolveSibling(".").normalize();
        if (!Files.isDirectory(above)) {
            throw new IOException("There is no folder " + above + " to make " + target.getFileName() + " in");
        }
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target + " is there already");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        if (Files.exists(part)) {
            throw new FileAlreadyExistsException(part + " is left of an export that was broken off; delete it");
        }
        Files.createDirectory(part, permissions(part, "rwx------"));
        return new ExportFolder(target, part);
    }

    /** Those to create it with, since not every disk can change them; none where there are no such permissions. */
    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static FileChannel create(Path file) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return FileChannel.open(file, options, permissions(file, "rw-------"));
    }

    /** Adds a line to a file that is kept open. */
    void addLine(String name, String line) throws IOException {
        OutputStream file = lines.get(name);
        if (file == null) {
            file = new Hashed(name);
            lines.put(name, file);
        }
        file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file; nothing when it is there already. */
    void addFile(String name, Content content) throws IOException {
        if (sums.containsKey(name)) {
            return;
        }
        try (OutputStream file = new Hashed(name)) {
            content.writeTo(file);
        }
    }

    /** Writes by itself into the empty file whose path it is given. */
    @FunctionalInterface
    interface Maker {
        void make(Path file) throws IOException;
    }

    /** Adds a file that something else writes. */
    void addMade(String name, Maker maker) throws IOException {
        Path file = part.resolve(name);
        create(file).close();
        maker.make(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        sums.put(name, sumOf(file));
    }

    /** The names of files in a folder whose bytes are not those that its {@code SHA256SUMS} names; all when there is none. */
    static List<String> damagesOf(Path folder) throws IOException {
        List<String> damages = new ArrayList<>();
        if (!Files.isRegularFile(folder.resolve(SUMS))) {
            return List.of(SUMS);
        }
        for (String line : Files.readAllLines(folder.resolve(SUMS))) {
            String name = line.substring(Math.min(line.length(), SUM_LENGTH));
            Path file = folder.resolve(name).normalize();
            boolean same = file.startsWith(folder.normalize())
                    && Files.isRegularFile(file)
                    && line.startsWith(sumOf(file) + "  ");
            if (!same) {
                damages.add(name);
            }
        }
        return damages;
    }

    /** Ends the export: from now on the folder has its name. */
    void finish() throws IOException {
        closeLines();
        Map<String, String> written = Map.copyOf(sums);
        StringBuilder text = new StringBuilder();
        sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        addFile(SUMS, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        for (Map.Entry<String, String> file : written.entrySet()) {
            if (!sumOf(part.resolve(file.getKey())).equals(file.getValue())) {
                throw new IOException(part.resolve(file.getKey()) + " is not what was written there");
            }
        }
        syncFolder(part.resolve("mails"));
        syncFolder(part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        syncFolder(target.toAbsolutePath().resolveSibling("."));
    }

    @Override
    public void close() throws IOException {
        closeLines();
    }

    private void closeLines() throws IOException {
        for (OutputStream file : lines.values()) {
            file.close();
        }
        lines.clear();
    }

    private static String sumOf(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    /** Without this, the names may be lost in a power cut though the files are not. Not every system can. */
    static void syncFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A file that is synced and summed up when it is closed. */
    private final class Hashed extends OutputStream {
        private final String name;
        private final FileChannel channel;
        private final DigestOutputStream out;

        Hashed(String name) throws IOException {
            this.name = name;
            Path file = part.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            this.channel = create(file);
            this.out = new DigestOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), sha256());
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (channel.isOpen()) {
                out.flush();
                channel.force(true);
                out.close();
                sums.put(name, HexFormat.of().formatHex(out.getMessageDigest().digest()));
            }
        }
    }
}
