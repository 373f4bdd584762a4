package org.postroom.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes mails from a seed, and writes into a log that is only ever added to, before each is handed out, what must become
 * of it. Knows mail, and nothing of the daemon.
 */
final class MailOracle {
    private static final List<String> BUSY =
            List.of("busy1@example.org", "busy2@example.org", "busy3@example.org", "busy4@example.org");

    private final Path log;
    private final Random random;
    private final List<Line> threads = new ArrayList<>();
    private final List<Post> repeatable = new ArrayList<>();
    private final Set<String> used = new HashSet<>();
    private int count;

    MailOracle(Path log, long seed) {
        this.log = log;
        this.random = new Random(seed);
    }

    /**
     * What must become of a mail.
     *
     * @param key its Message-ID; of an agent's answer the marker in its text
     * @param marker a word in its text
     * @param from the sender's address
     * @param thread key of the mail that opens the ticket
     * @param kind of its article
     * @param answered whether it is to get an automatic answer, as far as limits allow
     * @param file SHA-256 of its attachment, or "-"
     */
    record Line(
            String key,
            String marker,
            String department,
            String from,
            String thread,
            String kind,
            String disposition,
            boolean answered,
            String file) {
        boolean opens() {
            return key.equals(thread) && !disposition.equals("duplicate");
        }

        private String text() {
            return String.join(
                    "\t", key, marker, department, from, thread, kind, disposition, String.valueOf(answered), file);
        }

        private static Line of(String text) {
            String[] parts = text.split("\t", -1);
            return new Line(
                    parts[0],
                    parts[1],
                    parts[2],
                    parts[3],
                    parts[4],
                    parts[5],
                    parts[6],
                    parts[7].equals("true"),
                    parts[8]);
        }
    }

    /** A mail to put into a department's mailbox. */
    record Post(Line line, Letter letter) {}

    /** Mails that refer to no other, some of them automatic, some of them twice. */
    Post unprompted() {
        int dice = random.nextInt(100);
        if (dice < 6 && !repeatable.isEmpty()) {
            return again();
        }
        Post post = dice < 20 ? fromRobot() : fresh();
        repeatable.add(post);
        return post;
    }

    private Post fresh() {
        String from = random.nextInt(100) < 8
                ? BUSY.get(random.nextInt(BUSY.size()))
                : "customer" + random.nextInt(600) + "@mail.example.org";
        String marker = marker("matter");
        Letter letter =
                Letter.of(id(marker), from, "", "Question about " + marker, "Hello,\n\nthis is " + marker + ".");
        byte[] file = new byte[random.nextInt(20_000) + 1];
        boolean attached = random.nextInt(100) < 20;
        random.nextBytes(file);
        Post post = post(
                attached ? letter.with(file) : letter,
                opening(
                        marker,
                        department(),
                        from,
                        "customer_mail",
                        "new-ticket",
                        true,
                        attached ? sha256(file) : "-"));
        threads.add(post.line());
        return post;
    }

    private Post fromRobot() {
        String marker = marker("matter");
        String from = "robot" + random.nextInt(20) + "@example.org";
        Letter letter = Letter.of(id(marker), from, "", "Report " + marker, "Backup done: " + marker)
                .automatic("auto-generated");
        return post(letter, opening(marker, department(), from, "automatic_mail", "automatic", false, "-"));
    }

    private Post again() {
        Post first = repeatable.get(random.nextInt(repeatable.size()));
        Line line = first.line();
        return logged(new Post(
                new Line(
                        line.key(),
                        line.marker(),
                        line.department(),
                        line.from(),
                        line.thread(),
                        line.kind(),
                        "duplicate",
                        false,
                        "-"),
                first.letter()));
    }

    /** The customer writes again, answering the own mail. */
    Post followUp() {
        Line thread = threads.get(random.nextInt(threads.size()));
        String marker = marker("matter");
        Letter letter = Letter.of(
                        id(marker), thread.from(), "", "Re: Question about " + thread.marker(), "One more: " + marker)
                .answering(thread.key());
        return post(letter, added(marker, thread, "customer_mail", "added"));
    }

    /** Somebody else answers a customer's mail, which must open a ticket of its own. */
    Post otherPerson() {
        Line thread = threads.get(random.nextInt(threads.size()));
        String marker = marker("matter");
        String from = "other" + count + "@example.org";
        Letter letter = Letter.of(id(marker), from, "", "Re: Question about " + thread.marker(), "Me too: " + marker)
                .answering(thread.key());
        return post(letter, opening(marker, thread.department(), from, "customer_mail", "new-ticket", true, "-"));
    }

    /** The customer of a thread answers a mail of ours. */
    Post replyTo(Line thread, String to, String id) {
        String marker = marker("matter");
        Letter letter = Letter.of(id(marker), thread.from(), to, "Re: yours", "Thank you: " + marker)
                .answering(thread.key(), id);
        return post(letter, added(marker, thread, "customer_mail", "added"));
    }

    /** The customer's out-of-office note. */
    Post outOfOffice(Line thread, String to, String id) {
        String marker = marker("matter");
        Letter letter = Letter.of(id(marker), thread.from(), to, "Out of office", "I am away: " + marker)
                .answering(thread.key(), id)
                .automatic("auto-replied");
        return post(letter, added(marker, thread, "automatic_mail", "automatic"));
    }

    /** An agent answers a notice, quoting it. */
    Post agentAnswers(Line thread, String agent, String to, String id, String quoted) {
        String marker = marker("answer");
        String text = "Hello,\n\nthis settles it: " + marker + ".\n\nOn Monday, somebody wrote:\n> "
                + quoted.strip().replace("\n", "\n> ");
        Letter letter = Letter.of(id(marker), agent, to, "Re: notice", text).answering(id);
        return post(
                letter,
                new Line(marker, marker, thread.department(), agent, thread.key(), "answer", "added", false, "-"));
    }

    /** A thread that a person of wave one opened, by the marker in its first mail; one that was handed out before is not again. */
    List<Line> unused(List<String> markers, int most) {
        return markers.stream()
                .flatMap(marker -> threads.stream().filter(line -> line.marker().equals(marker)))
                .limit(Math.max(0, most))
                .filter(line -> used.add(line.key()))
                .toList();
    }

    /** How many threads were handed out. */
    int used() {
        return used.size();
    }

    /** The log, read back. */
    List<Line> lines() {
        try {
            return Files.readAllLines(log).stream().map(Line::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Post post(Letter letter, Line line) {
        return logged(new Post(line, letter));
    }

    private Post logged(Post post) {
        try {
            Files.writeString(log, post.line().text() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return post;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line opening(
            String marker,
            String department,
            String from,
            String kind,
            String disposition,
            boolean answered,
            String file) {
        return new Line(id(marker), marker, department, from, id(marker), kind, disposition, answered, file);
    }

    private static Line added(String marker, Line thread, String kind, String disposition) {
        return new Line(
                id(marker), marker, thread.department(), thread.from(), thread.key(), kind, disposition, false, "-");
    }

    private String department() {
        return random.nextInt(100) < 60 ? "support" : "sales";
    }

    private String marker(String word) {
        return "%s-%05d".formatted(word, ++count);
    }

    private static String id(String marker) {
        return marker + "@mail.example.org";
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
