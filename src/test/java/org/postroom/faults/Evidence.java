package org.postroom.faults;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.faults.Oracle.Entry;
import org.postroom.testing.DovecotServer;

/**
 * What an audit looks at.
 *
 * @param entries what was put into mailboxes
 * @param sql the daemon's database
 * @param arrived what the daemon sent
 * @param left SHA-256 of what still lies in each mailbox
 * @param allowances what the play allows for
 */
public record Evidence(
        List<Entry> entries,
        Sql sql,
        List<Arrived> arrived,
        Map<String, List<String>> left,
        Set<Allowance> allowances) {

    private static final int ATTEMPTS = 20;

    public Evidence {
        entries = List.copyOf(entries);
        arrived = List.copyOf(arrived);
        left = Map.copyOf(left);
        allowances = Set.copyOf(allowances);
    }

    /** What is not wrong in some plays. */
    public enum Allowance {
        /** The mailboxes keep their mails, instead of being emptied. */
        MAILS_STAY,
        /** The server may show a mail a second time under another UID, which makes a second receipt, a duplicate. */
        SEEN_AGAIN
    }

    /** All of it; the mailboxes are users of this Dovecot. */
    public static Evidence of(
            Oracle oracle, Sql sql, List<Arrived> arrived, DovecotServer dovecot, Allowance... allowances) {
        return new Evidence(oracle.entries(), sql, arrived, left(oracle.entries(), dovecot), Set.of(allowances));
    }

    /** SHA-256 of what lies in the INBOX of each mailbox that got a mail. */
    public static Map<String, List<String>> left(List<Entry> entries, DovecotServer dovecot) {
        Map<String, List<String>> left = new HashMap<>();
        entries.stream().map(Entry::mailbox).distinct().forEach(mailbox -> left.put(mailbox, left(mailbox, dovecot)));
        return left;
    }

    /** Dovecot may still be at what a client wanted that is dead by now: then it is looked again. */
    private static List<String> left(String mailbox, DovecotServer dovecot) {
        for (int attempt = 1; ; attempt++) {
            try {
                return dovecot.mails(mailbox, "INBOX").stream()
                        .map(mail -> Oracle.sha256(withCrlf(mail.latin1()).getBytes(StandardCharsets.ISO_8859_1)))
                        .toList();
            } catch (UncheckedIOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Dovecot keeps what it is given by APPEND with LF, and shows it with CRLF. */
    private static String withCrlf(String mail) {
        return mail.replaceAll("(?<!\r)\n", "\r\n");
    }

    boolean allows(Allowance allowance) {
        return allowances.contains(allowance);
    }
}
