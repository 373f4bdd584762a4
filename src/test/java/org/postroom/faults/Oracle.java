package org.postroom.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes into a log that is only ever added to, before each mail is put into a mailbox, what must become of it. Knows
 * nothing of the daemon.
 */
public final class Oracle {
    private final Path log;
    private final List<Entry> entries = new ArrayList<>();

    /** Goes on with a log, or begins one. */
    public Oracle(Path log) {
        this.log = log;
        if (Files.exists(log)) {
            read(log).forEach(line -> entries.add(Entry.of(line)));
        }
    }

    /** What must become of a mail, each in exactly one receipt; any but a copy may end set aside, with a ticket. */
    public enum Expected {
        /** It opens a ticket and is answered automatically once. */
        OPENS,
        /** It is added to the ticket of another mail. */
        JOINS,
        /** A program's: on some ticket, and never answered. */
        ROBOT,
        /** The same bytes as another mail: folded into that one. */
        COPY,
        /** An agent's: an answer on the ticket of another mail, sent to its customer. */
        ANSWERS,
        /** On some ticket, once; nothing is said of answers. */
        KEPT
    }

    /**
     * A mail that was put into a mailbox.
     *
     * @param marker a word in its text that no other mail has, such as {@code mail-000017}; a copy has that of its original
     * @param mailbox whose: the department's id
     * @param sha256 of its bytes
     * @param messageId without brackets
     * @param thread marker of the mail whose ticket it belongs to; its own when it opens one
     */
    public record Entry(
            String marker,
            String mailbox,
            String sha256,
            String messageId,
            String from,
            Expected expected,
            String thread) {
        private String line() {
            return String.join("\t", marker, mailbox, sha256, messageId, from, expected.name(), thread);
        }

        private static Entry of(String line) {
            String[] parts = line.split("\t", -1);
            return new Entry(parts[0], parts[1], parts[2], parts[3], parts[4], Expected.valueOf(parts[5]), parts[6]);
        }
    }

    /** Writes a mail down; only then may it be put into its mailbox. */
    public synchronized Entry expect(Entry entry) {
        try {
            Files.writeString(log, entry.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        entries.add(entry);
        return entry;
    }

    /** All mails so far. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** How many so far. */
    public synchronized int count() {
        return entries.size();
    }

    /** SHA-256 of some bytes, in lower-case hexadecimal. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> read(Path log) {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
