package org.postroom.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a directory for one daemon, by a lock of the operating system on a file in it: it ends with the process, however that
 * ends. The file holds the process id of its holder and is left behind.
 */
final class DirectoryLock implements AutoCloseable {
    private static final String FILE_NAME = "postroom.lock";
    /** What is locked lies behind the text, so that the text can be read where locks are mandatory. */
    private static final long LOCKED_BYTE = 1 << 20;

    private final FileChannel file;

    private DirectoryLock(FileChannel file) {
        this.file = file;
    }

    /** @throws StorageException when another process, or this one, holds the directory, or it cannot be written to */
    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
            FileChannel file = FileChannel.open(
                    directory.resolve(FILE_NAME),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return locked(directory, file);
        } catch (IOException e) {
            throw new StorageException(
                    "Cannot write to the data directory " + directory + " (" + e
                            + "). Create it, and give it to the user" + " the daemon runs as",
                    e);
        }
    }

    private static DirectoryLock locked(Path directory, FileChannel file) throws IOException {
        if (tryLock(file) == null) {
            String holder = text(file);
            file.close();
            throw new StorageException("The data directory " + directory + " is in use by another Postroom (process "
                    + holder + "). Stop that one first, or give this one a data directory of its own");
        }
        file.truncate(0);
        file.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
        return new DirectoryLock(file);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String text(FileChannel file) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        file.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StorageException("Cannot give back the data directory", e);
        }
    }
}
