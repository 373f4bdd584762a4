package org.postroom.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.faults.Oracle.Entry;
import org.postroom.faults.Oracle.Expected;

/**
 * What left (I4): each queued mail came to its end; who was told to have got it did; an agent's answer came once, and once
 * more at most for each attempt that is noted as uncertain; automatic answers and notices never came twice, and one that did
 * not come is noted as uncertain. Nothing was queued twice, and nothing arrived that was not queued.
 */
final class OutboundAudit {
    private static final String ANSWER = "answer";
    private static final String AUTOMATIC = "automatic";
    private static final Set<String> FINAL = Set.of("delivered", "failed", "uncertain", "dropped");

    private final Evidence evidence;
    private final Set<String> quarantined;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> arrivals = new HashMap<>();
    private final Map<String, Integer> uncertain = new HashMap<>();

    OutboundAudit(Evidence evidence, Set<String> quarantined) {
        this.evidence = evidence;
        this.quarantined = quarantined;
    }

    private record Queued(
            String id, String kind, String ticket, String article, String messageId, String to, String state) {
        String name() {
            return kind + " " + messageId + " to " + to;
        }
    }

    List<Finding> findings() {
        evidence.arrived()
                .forEach(mail ->
                        mail.recipients().forEach(to -> arrivals.merge(mail.messageId() + " " + to, 1, Integer::sum)));
        evidence.sql()
                .rows("SELECT mail_id FROM outbound_attempt WHERE uncertain = 1")
                .forEach(row -> uncertain.merge(row.getFirst(), 1, Integer::sum));
        List<Queued> queued = queued();
        queued.forEach(this::check);
        checkNothingElse(queued);
        checkQueuedOnce(queued);
        checkAutomaticAnswers(queued);
        checkAgentsAnswers(queued);
        checkNotices(queued);
        return findings;
    }

    private List<Queued> queued() {
        List<Queued> queued = new ArrayList<>();
        evidence.sql()
                .rows("SELECT m.id, m.kind, m.ticket_id, m.article_id, m.message_id, r.address, r.state, m.state"
                        + " FROM outbound_mail m JOIN outbound_recipient r ON r.mail_id = m.id")
                .forEach(row -> {
                    Queued mail = new Queued(
                            row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), row.get(5), row.get(6));
                    queued.add(mail);
                    if (!row.get(7).equals("done") || !FINAL.contains(row.get(6))) {
                        findings.add(Finding.lost(mail.name() + " did not come to its end: " + row.get(7)));
                    }
                });
        return queued;
    }

    private void check(Queued mail) {
        int times = arrivals.getOrDefault(mail.messageId() + " " + mail.to(), 0);
        int doubts = uncertain.getOrDefault(mail.id(), 0);
        if (times == 0 && mail.state().equals("delivered")) {
            findings.add(Finding.lost(mail.name() + " counts as delivered and did not arrive"));
        }
        if (times == 0 && mail.state().equals("uncertain") && mail.kind().equals(ANSWER)) {
            findings.add(Finding.lost(mail.name() + " was not sent again"));
        }
        int most = mail.kind().equals(ANSWER) ? 1 + doubts : 1;
        if (times > most) {
            findings.add(Finding.doubled(
                    mail.name() + " arrived " + times + " times with " + doubts + " uncertain attempts"));
        }
        if (mail.state().equals("uncertain") && doubts == 0) {
            findings.add(Finding.wrong(mail.name() + " is uncertain without an attempt that says so"));
        }
    }

    private void checkNothingElse(List<Queued> queued) {
        Set<String> known = new HashSet<>();
        queued.forEach(mail -> known.add(mail.messageId() + " " + mail.to()));
        arrivals.keySet().stream()
                .filter(arrival -> !known.contains(arrival))
                .forEach(arrival -> findings.add(Finding.doubled(arrival + " arrived and was never queued")));
    }

    private void checkQueuedOnce(List<Queued> queued) {
        Map<String, Integer> times = new HashMap<>();
        queued.forEach(mail -> times.merge(
                mail.kind() + " for ticket " + mail.ticket() + ", article " + mail.article() + " to " + mail.to(),
                1,
                Integer::sum));
        times.forEach((mail, count) -> {
            if (count > 1) {
                findings.add(Finding.doubled(mail + " was queued " + count + " times"));
            }
        });
    }

    /** One for the ticket of each mail that opened one and was not set aside, and no more; none for a robot. */
    private void checkAutomaticAnswers(List<Queued> queued) {
        Map<String, Integer> byCustomer = new HashMap<>();
        queued.stream()
                .filter(mail -> mail.kind().equals(AUTOMATIC))
                .forEach(mail -> byCustomer.merge(mail.to(), 1, Integer::sum));
        Map<String, Integer> expected = new HashMap<>();
        evidence.entries().stream()
                .filter(entry -> entry.expected() == Expected.OPENS)
                .filter(entry -> !quarantined.contains(entry.marker()))
                .forEach(entry -> expected.merge(entry.from(), 1, Integer::sum));
        Set<String> lenient = lenient();
        expected.forEach((customer, count) -> {
            if (byCustomer.getOrDefault(customer, 0) < count) {
                findings.add(Finding.lost(customer + " has no automatic answer"));
            }
        });
        byCustomer.forEach((customer, count) -> {
            if (count > expected.getOrDefault(customer, 0) && !lenient.contains(customer)) {
                findings.add(Finding.doubled(customer + " has " + count + " automatic answers"));
            }
        });
    }

    /** Who wrote to a mail that was set aside gets a ticket with the next one, and mails of which nothing is said. */
    private Set<String> lenient() {
        Set<String> lenient = new HashSet<>();
        for (Entry entry : evidence.entries()) {
            if (entry.expected() == Expected.KEPT
                    || (entry.expected() == Expected.JOINS && quarantined.contains(entry.thread()))) {
                lenient.add(entry.from());
            }
        }
        return lenient;
    }

    /** One mail to the customer for each, whose article it is. */
    private void checkAgentsAnswers(List<Queued> queued) {
        long expected = evidence.entries().stream()
                .filter(entry -> entry.expected() == Expected.ANSWERS)
                .filter(entry -> !quarantined.contains(entry.marker()))
                .count();
        long sent = queued.stream().filter(mail -> mail.kind().equals(ANSWER)).count();
        if (sent < expected) {
            findings.add(Finding.lost("of " + expected + " agents' answers " + sent + " were queued"));
        } else if (sent > expected
                && evidence.entries().stream().noneMatch(entry -> entry.expected() == Expected.KEPT)) {
            findings.add(Finding.doubled(sent + " answers were queued for " + expected + " of agents"));
        }
    }

    /** An agent is told of each mail that opened a ticket. */
    private void checkNotices(List<Queued> queued) {
        Set<String> told = new HashSet<>();
        queued.stream().filter(mail -> mail.kind().equals("notice")).forEach(mail -> told.add(mail.ticket()));
        Set<String> tickets = new HashSet<>();
        evidence.sql().rows("SELECT id FROM ticket").forEach(row -> tickets.add(row.getFirst()));
        tickets.stream()
                .filter(ticket -> !told.contains(ticket))
                .forEach(ticket -> findings.add(Finding.lost("no agent was told of ticket " + ticket)));
    }
}
