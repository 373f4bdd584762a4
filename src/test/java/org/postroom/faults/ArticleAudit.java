package org.postroom.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.faults.Oracle.Entry;
import org.postroom.faults.Oracle.Expected;

/** Tickets and articles, counted by the marker in the words of each. */
final class ArticleAudit {
    /** Markers of a {@link Mixture}, and of tests that make their own in the same way. */
    private static final Pattern MARKER = Pattern.compile("(?:mail|answer)-[a-z0-9]+-\\d{6}");

    private static final Map<Expected, Set<String>> KINDS = Map.of(
            Expected.OPENS, Set.of("customer_mail"),
            Expected.JOINS, Set.of("customer_mail"),
            Expected.ROBOT, Set.of("automatic_mail"),
            Expected.ANSWERS, Set.of("answer"),
            Expected.KEPT, Set.of("customer_mail", "automatic_mail", "bounce", "comment", "answer", "held_mail"));

    private final Evidence evidence;
    private final Set<String> quarantined;
    private final Set<String> quarantineTickets;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, List<Article>> byMarker = new HashMap<>();
    private final Map<String, String> openedBy = new HashMap<>();

    ArticleAudit(Evidence evidence, Set<String> quarantined, Set<String> quarantineTickets) {
        this.evidence = evidence;
        this.quarantined = quarantined;
        this.quarantineTickets = quarantineTickets;
    }

    private record Article(String id, String ticket, String kind) {}

    List<Finding> findings() {
        read();
        Map<String, Entry> expected = new HashMap<>();
        evidence.entries().stream()
                .filter(entry -> entry.expected() != Expected.COPY)
                .forEach(entry -> expected.put(entry.marker(), entry));
        expected.values().forEach(this::check);
        checkTickets(expected);
        return findings;
    }

    private void read() {
        evidence.sql()
                .rows("SELECT id, ticket_id, kind, body FROM article WHERE kind <> 'auto_response' ORDER BY id")
                .forEach(row -> {
                    Matcher marker = MARKER.matcher(row.get(3));
                    String found = marker.find() ? marker.group() : "";
                    openedBy.putIfAbsent(row.get(1), found);
                    byMarker.computeIfAbsent(found, _ -> new ArrayList<>())
                            .add(new Article(row.get(0), row.get(1), row.get(2)));
                });
    }

    private void check(Entry entry) {
        List<Article> articles = byMarker.getOrDefault(entry.marker(), List.of());
        boolean setAside = quarantined.contains(entry.marker());
        if (articles.isEmpty() && !setAside) {
            findings.add(Finding.lost(entry.marker() + " is on no ticket"));
        } else if (articles.size() > (setAside ? 0 : 1)) {
            findings.add(Finding.doubled(entry.marker() + " is on tickets " + articles.size() + " times"));
        } else if (!setAside) {
            checkPlace(entry, articles.getFirst());
        }
    }

    private void checkPlace(Entry entry, Article article) {
        if (!KINDS.getOrDefault(entry.expected(), Set.of()).contains(article.kind())) {
            findings.add(Finding.wrong(entry.marker() + " is an article of kind " + article.kind()));
        }
        boolean opened = entry.marker().equals(openedBy.get(article.ticket()));
        if (entry.expected() == Expected.OPENS && !opened) {
            findings.add(Finding.wrong(entry.marker() + " opened no ticket"));
        }
        boolean joins = entry.expected() == Expected.JOINS || entry.expected() == Expected.ANSWERS;
        if (joins && !quarantined.contains(entry.thread())) {
            boolean together = byMarker.getOrDefault(entry.thread(), List.of()).stream()
                    .anyMatch(first -> first.ticket().equals(article.ticket()));
            if (!together) {
                findings.add(Finding.wrong(entry.marker() + " is not on the ticket of " + entry.thread()));
            }
        }
    }

    /** Each ticket was opened by a mail that was sent. */
    private void checkTickets(Map<String, Entry> expected) {
        Set<String> tickets = new HashSet<>();
        evidence.sql().rows("SELECT id FROM ticket").forEach(row -> tickets.add(row.getFirst()));
        for (String ticket : tickets) {
            boolean known =
                    expected.containsKey(openedBy.getOrDefault(ticket, "")) || quarantineTickets.contains(ticket);
            if (!known) {
                findings.add(Finding.doubled("ticket " + ticket + " was opened by no mail"));
            }
        }
    }
}
