package org.postroom.faults;

import java.util.Random;
import org.postroom.faults.Oracle.Entry;
import org.postroom.faults.Oracle.Expected;

/** Mails with attachments of a size, which open a ticket each; nothing in them can be packed any smaller. */
final class SizedMails {
    private final Random random;
    private final String prefix;
    private int count;

    /** @param prefix tells the mails of this source from those of others: letters and digits */
    SizedMails(Random random, String prefix) {
        this.random = random;
        this.prefix = prefix;
    }

    /** A mail to a department with so many bytes attached. */
    Mixture.Mail next(String mailbox, int bytes) {
        String marker = "mail-%s-%06d".formatted(prefix, ++count);
        byte[] file = new byte[bytes];
        random.nextBytes(file);
        Letter letter = Letter.of(
                        marker + "@mail.example.org",
                        "customer-" + marker + "@example.org",
                        mailbox + "@example.com",
                        "Question about " + marker,
                        "Hello,\n\nthis is " + marker + ".")
                .with(file);
        Entry entry = new Entry(
                marker, mailbox, Oracle.sha256(letter.bytes()), letter.id(), letter.from(), Expected.OPENS, marker);
        return new Mixture.Mail(entry, letter);
    }
}
