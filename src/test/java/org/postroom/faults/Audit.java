package org.postroom.faults;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.faults.Evidence.Allowance;
import org.postroom.faults.Finding.Kind;
import org.postroom.faults.Oracle.Entry;

/**
 * Compares what an oracle wrote down with what is in the database, in the mailboxes and at those who got mail: that each mail
 * has one receipt with one end (I1), that nothing is gone from a server that is not held (I2), that tickets and articles are
 * there once, counted by the words in them (I3), and that what left did so as often as it may (I4). Each mail or none.
 */
public final class Audit {
    private static final Set<String> ENDS = Set.of("new-ticket", "added", "automatic", "bounce");
    private static final String DUPLICATE = "duplicate";
    private static final String QUARANTINED = "quarantined";
    private static final String NONE = "-";

    private final Evidence evidence;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<Receipt>> receipts = new HashMap<>();
    private final Set<String> tickets = new HashSet<>();

    private Audit(Evidence evidence) {
        this.evidence = evidence;
    }

    private record Receipt(
            String id, String state, String disposition, String ticket, String article, String original, String raw) {}

    /** All that is wrong once the daemon has come to rest; empty is good. */
    public static List<Finding> of(Evidence evidence) {
        Audit audit = new Audit(evidence);
        audit.readReceipts();
        audit.evidence.sql().rows("SELECT id FROM ticket").forEach(row -> audit.tickets.add(row.getFirst()));
        audit.checkReceipts();
        audit.checkRawMails();
        audit.checkMailboxes();
        Set<String> quarantined = audit.quarantined();
        audit.findings.addAll(new ArticleAudit(evidence, quarantined, audit.quarantineTickets()).findings());
        audit.findings.addAll(new OutboundAudit(evidence, quarantined).findings());
        return List.copyOf(audit.findings);
    }

    /** What is lost at any time, such as right after a kill: mails that lie neither in their mailbox nor in the database. */
    public static List<Finding> ofConservation(Evidence evidence) {
        Audit audit = new Audit(evidence);
        audit.readReceipts();
        audit.checkConserved();
        return List.copyOf(audit.findings);
    }

    /** How many mails were set aside. */
    public static long setAside(Sql sql) {
        return sql.number("SELECT COUNT(*) FROM receipt WHERE disposition = '" + QUARANTINED + "'");
    }

    /** How many findings are of a kind. */
    public static long count(List<Finding> findings, Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    private void readReceipts() {
        String query = "SELECT department, sha256, id, state, disposition, ticket_id, article_id, duplicate_of, raw_id"
                + " FROM receipt ORDER BY id";
        evidence.sql()
                .rows(query)
                .forEach(row -> receipts.computeIfAbsent(row.get(0) + " " + row.get(1), _ -> new ArrayList<>())
                        .add(new Receipt(
                                row.get(2), row.get(3), row.get(4), row.get(5), row.get(6), row.get(7), row.get(8))));
    }

    private static String key(Entry entry) {
        return entry.mailbox() + " " + entry.sha256();
    }

    private void checkConserved() {
        for (Entry entry : evidence.entries()) {
            boolean onServer =
                    evidence.left().getOrDefault(entry.mailbox(), List.of()).contains(entry.sha256());
            if (!onServer && !receipts.containsKey(key(entry))) {
                findings.add(Finding.lost(entry.marker() + " lies neither in its mailbox nor in the database"));
            }
        }
    }

    private void checkReceipts() {
        Map<String, List<Entry>> entries = new HashMap<>();
        evidence.entries()
                .forEach(entry -> entries.computeIfAbsent(key(entry), _ -> new ArrayList<>())
                        .add(entry));
        entries.forEach((key, mails) -> checkReceipts(mails, receipts.getOrDefault(key, List.of())));
        receipts.forEach((key, found) -> {
            if (!entries.containsKey(key)) {
                findings.add(Finding.wrong("receipt " + found.getFirst().id() + " of a mail that nobody sent"));
            }
        });
    }

    private void checkReceipts(List<Entry> mails, List<Receipt> found) {
        String marker = mails.getFirst().marker();
        if (found.size() < mails.size()) {
            findings.add(
                    Finding.lost(marker + " came " + mails.size() + " times and has " + found.size() + " receipts"));
        } else if (found.size() > mails.size() && !evidence.allows(Allowance.SEEN_AGAIN)) {
            findings.add(
                    Finding.doubled(marker + " came " + mails.size() + " times and has " + found.size() + " receipts"));
        }
        long originals = found.stream()
                .filter(receipt -> !receipt.disposition().equals(DUPLICATE))
                .count();
        if (!found.isEmpty() && originals != 1) {
            findings.add(Finding.doubled(marker + " was taken in " + originals + " times"));
        }
        found.forEach(receipt -> checkEnd(marker, receipt, found));
    }

    private void checkEnd(String marker, Receipt receipt, List<Receipt> same) {
        boolean good = switch (receipt.disposition()) {
            case DUPLICATE -> same.stream().anyMatch(other -> other.id().equals(receipt.original()));
            case QUARANTINED -> receipt.state().equals(QUARANTINED) && tickets.contains(receipt.ticket());
            default ->
                ENDS.contains(receipt.disposition())
                        && receipt.state().equals("done")
                        && tickets.contains(receipt.ticket())
                        && !receipt.article().equals(NONE);
        };
        if (!good) {
            findings.add(Finding.lost(marker + " has no good end: " + receipt));
        }
    }

    private Set<String> quarantined() {
        Set<String> markers = new HashSet<>();
        for (Entry entry : evidence.entries()) {
            if (receipts.getOrDefault(key(entry), List.of()).stream()
                    .anyMatch(receipt -> receipt.disposition().equals(QUARANTINED))) {
                markers.add(entry.marker());
            }
        }
        return markers;
    }

    private Set<String> quarantineTickets() {
        Set<String> found = new HashSet<>();
        receipts.values()
                .forEach(same -> same.stream()
                        .filter(receipt -> receipt.disposition().equals(QUARANTINED))
                        .forEach(receipt -> found.add(receipt.ticket())));
        return found;
    }

    private void checkMailboxes() {
        Map<String, List<String>> sent = new HashMap<>();
        evidence.entries()
                .forEach(entry -> sent.computeIfAbsent(entry.mailbox(), _ -> new ArrayList<>())
                        .add(entry.sha256()));
        evidence.left().forEach((mailbox, left) -> {
            List<String> expected =
                    evidence.allows(Allowance.MAILS_STAY) ? sent.getOrDefault(mailbox, List.of()) : List.of();
            if (!sorted(left).equals(sorted(expected))) {
                findings.add(Finding.wrong(
                        "mailbox " + mailbox + " has " + left.size() + " mails instead of " + expected.size()));
            }
        });
    }

    private static List<String> sorted(List<String> words) {
        return words.stream().sorted().toList();
    }

    /** The bytes of each raw mail are those that its name, and the receipt, say. */
    private void checkRawMails() {
        Map<String, ByteArrayOutputStream> packed = new HashMap<>();
        Map<String, String> names = new HashMap<>();
        evidence.sql()
                .each(
                        "SELECT m.id, m.sha256, c.content FROM raw_mail m LEFT JOIN raw_chunk c ON c.raw_id = m.id"
                                + " ORDER BY m.id, c.number",
                        row -> {
                            names.put(row.getString(1), row.getString(2));
                            byte[] content = row.getBytes(3);
                            packed.computeIfAbsent(row.getString(1), _ -> new ByteArrayOutputStream())
                                    .writeBytes(content == null ? new byte[0] : content);
                        });
        packed.forEach((id, content) -> {
            if (!Oracle.sha256(unpacked(content.toByteArray())).equals(names.get(id))) {
                findings.add(Finding.lost("the bytes of raw mail " + id + " are not what they were"));
            }
        });
        receipts.forEach((key, same) -> same.forEach(receipt -> {
            if (!key.endsWith(" " + names.get(receipt.raw()))) {
                findings.add(Finding.lost("receipt " + receipt.id() + " has the bytes of another mail"));
            }
        }));
    }

    private static byte[] unpacked(byte[] packed) {
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            return packed;
        }
    }
}
