package org.postroom.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.postroom.faults.Oracle.Entry;
import org.postroom.faults.Oracle.Expected;

/**
 * Mails of all kinds from a seed: new ones, replies, robots, identical copies, the same Message-ID with other bytes,
 * attachments, agents' answers. Each customer writes to one ticket alone, so that no limit keeps an automatic answer back.
 */
public final class Mixture {
    private static final int LARGEST_FILE = 20_000;

    private final Random random;
    private final String prefix;
    private final List<String> mailboxes;
    private final List<Mail> opening = new ArrayList<>();
    private final List<Mail> repeatable = new ArrayList<>();
    private final Set<String> answered = new HashSet<>();
    private int count;

    /**
     * A source of mails.
     *
     * @param prefix tells the mails of this source from those of others: letters and digits
     * @param mailboxes the departments they go to
     */
    public Mixture(Random random, String prefix, List<String> mailboxes) {
        this.random = random;
        this.prefix = prefix;
        this.mailboxes = List.copyOf(mailboxes);
    }

    /** A mail and what must become of it. */
    public record Mail(Entry entry, Letter letter) {
        byte[] bytes() {
            return letter.bytes();
        }
    }

    /** Some mail. */
    public Mail next() {
        int dice = random.nextInt(100);
        if (opening.isEmpty() || dice < 45) {
            return fresh();
        }
        if (dice < 65) {
            return reply();
        }
        if (dice < 78) {
            return robot();
        }
        return dice < 90 ? copy() : sameMessageId();
    }

    /** A customer's first mail, one in five with an attachment. */
    public Mail fresh() {
        String marker = marker("mail");
        Letter letter = Letter.of(
                id(marker),
                "customer-" + marker + "@example.org",
                "",
                "Question about " + marker,
                "Hello,\n\nthis is " + marker + ".");
        Mail mail = mail(marker, mailbox(), random.nextInt(100) < 20 ? letter.with(file()) : letter, Expected.OPENS);
        opening.add(mail);
        repeatable.add(mail);
        return mail;
    }

    /** The customer writes again, answering the own mail. */
    public Mail reply() {
        Mail thread = any(opening);
        String marker = marker("mail");
        Letter letter = Letter.of(
                        id(marker),
                        thread.letter().from(),
                        "",
                        "Re: " + thread.letter().subject(),
                        "One more: " + marker)
                .answering(thread.letter().id());
        Mail mail = mail(marker, thread.entry().mailbox(), letter, Expected.JOINS, thread.entry());
        repeatable.add(mail);
        return mail;
    }

    /** A program's report. */
    public Mail robot() {
        String marker = marker("mail");
        Letter letter = Letter.of(
                        id(marker),
                        "robot" + random.nextInt(20) + "@example.org",
                        "",
                        "Report " + marker,
                        "Backup done: " + marker)
                .automatic("auto-generated");
        Mail mail = mail(marker, mailbox(), letter, Expected.ROBOT);
        repeatable.add(mail);
        return mail;
    }

    /** A mail that came before, byte for byte, into the same mailbox. */
    public Mail copy() {
        Mail first = any(repeatable);
        Entry entry = first.entry();
        return new Mail(
                new Entry(
                        entry.marker(),
                        entry.mailbox(),
                        entry.sha256(),
                        entry.messageId(),
                        entry.from(),
                        Expected.COPY,
                        entry.thread()),
                first.letter());
    }

    /** Another mail that bears the Message-ID of one that came before, from somebody else. */
    public Mail sameMessageId() {
        Mail first = any(opening);
        String marker = marker("mail");
        Letter letter = Letter.of(
                first.letter().id(),
                "customer-" + marker + "@example.org",
                "",
                "Question about " + marker,
                "My program numbers badly: " + marker);
        return mail(marker, first.entry().mailbox(), letter, Expected.OPENS);
    }

    /** An agent answers a notice about a customer's first mail; empty when that was done, or it is about something else. */
    public Optional<Mail> answer(Arrived notice) {
        Optional<Mail> thread = opening.stream()
                .filter(mail -> notice.subject().contains(mail.entry().marker()))
                .findFirst();
        if (thread.isEmpty() || !answered.add(thread.get().entry().marker())) {
            return Optional.empty();
        }
        String marker = marker("answer");
        Letter letter = Letter.of(
                        id(marker),
                        notice.recipients().getFirst(),
                        notice.answerTo(),
                        "Re: " + notice.subject(),
                        "Hello,\n\nthis settles it: " + marker
                                + ".\n\nOn Monday, somebody wrote:\n> Hello,\n>\n> this is "
                                + thread.get().entry().marker() + ".\n")
                .answering(notice.messageId());
        return Optional.of(mail(
                marker,
                thread.get().entry().mailbox(),
                letter,
                Expected.ANSWERS,
                thread.get().entry()));
    }

    private Mail mail(String marker, String mailbox, Letter letter, Expected expected) {
        return mail(marker, mailbox, letter, expected, Optional.empty());
    }

    private Mail mail(String marker, String mailbox, Letter letter, Expected expected, Entry thread) {
        return mail(marker, mailbox, letter, expected, Optional.of(thread.marker()));
    }

    private static Mail mail(String marker, String mailbox, Letter letter, Expected expected, Optional<String> thread) {
        Letter addressed = letter.to().isEmpty()
                ? new Letter(
                        letter.id(),
                        letter.from(),
                        mailbox + "@example.com",
                        letter.subject(),
                        letter.text(),
                        letter.references(),
                        letter.autoSubmitted(),
                        letter.file())
                : letter;
        return new Mail(
                new Entry(
                        marker,
                        mailbox,
                        Oracle.sha256(addressed.bytes()),
                        addressed.id(),
                        addressed.from(),
                        expected,
                        thread.orElse(marker)),
                addressed);
    }

    private byte[] file() {
        byte[] file = new byte[random.nextInt(LARGEST_FILE) + 1];
        random.nextBytes(file);
        return file;
    }

    private Mail any(List<Mail> mails) {
        return mails.get(random.nextInt(mails.size()));
    }

    private String mailbox() {
        return mailboxes.get(random.nextInt(mailboxes.size()));
    }

    private String marker(String word) {
        return "%s-%s-%06d".formatted(word, prefix, ++count);
    }

    private static String id(String marker) {
        return marker + "@mail.example.org";
    }
}
