package org.postroom.app;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.app.MailOracle.Line;
import org.postroom.testing.SmtpSink;

/** Compares what an oracle wrote down with what is in the database and what arrived. */
final class MailAudit {
    static final Set<String> AGENTS = Set.of(TestCompany.ANNA, TestCompany.DAVID);

    private static final int LIMIT = 3;
    private static final Pattern ANSWER = Pattern.compile("answer-\\d{5}");

    private final List<Line> all;
    private final List<Line> lines;
    private final Ledger ledger;
    private final List<SmtpSink.Received> arrived;

    MailAudit(List<Line> all, Ledger ledger, List<SmtpSink.Received> arrived) {
        this.all = all;
        this.lines = all.stream()
                .filter(line -> !line.disposition().equals("duplicate"))
                .toList();
        this.ledger = ledger;
        this.arrived = arrived;
    }

    void check() {
        checkArticlesOfTickets();
        checkTickets();
        checkDispositions();
        checkAttachments();
        checkRelations();
        checkAllArrivedOnce();
        checkAutomaticAnswers();
        checkAgentsAnswers();
        checkNotices();
    }

    private void checkArticlesOfTickets() {
        Map<String, Set<String>> expected = lines.stream()
                .collect(groupingBy(Line::thread, mapping(line -> line.kind() + " " + line.key(), toSet())));
        List<List<String>> articles = ledger.rows("SELECT ticket_id, kind, message_id, body FROM article");
        Map<String, Set<String>> actual = articles.stream()
                .collect(groupingBy(List::getFirst, mapping(row -> row.get(1) + " " + key(row, 1), toSet())));
        assertThat(new HashSet<>(actual.values())).isEqualTo(new HashSet<>(expected.values()));
        assertThat(actual).hasSameSizeAs(expected);
        assertThat(articles).as("articles").hasSameSizeAs(lines);
    }

    private void checkTickets() {
        Set<List<String>> expected = lines.stream()
                .filter(Line::opens)
                .map(line -> List.of(line.key(), line.department(), line.from()))
                .collect(toSet());
        List<List<String>> tickets = ledger.rows("SELECT a.message_id, t.department, t.customer_key FROM ticket t"
                + " JOIN article a ON a.ticket_id = t.id AND a.id ="
                + " (SELECT MIN(id) FROM article b WHERE b.ticket_id = t.id)");
        assertThat(tickets).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ledger.number("SELECT COUNT(*) FROM ticket")).isEqualTo(expected.size());
    }

    private void checkDispositions() {
        Map<String, String> expected = new HashMap<>();
        lines.forEach(line -> expected.put(line.key(), line.disposition()));
        Map<String, String> actual = new HashMap<>();
        ledger.rows("SELECT r.disposition, a.kind, a.message_id, a.body FROM receipt r JOIN article a ON a.id ="
                        + " r.article_id")
                .forEach(row -> actual.put(key(row, 1), row.getFirst()));
        assertThat(actual).isEqualTo(expected);
        assertThat(ledger.number("SELECT COUNT(*) FROM receipt WHERE disposition = 'duplicate'"))
                .isEqualTo(all.size() - lines.size());
        assertThat(ledger.number("SELECT COUNT(*) FROM receipt")).isEqualTo(all.size());
    }

    private void checkAttachments() {
        Set<List<String>> expected = lines.stream()
                .filter(line -> !line.file().equals("-"))
                .map(line -> List.of(line.key(), line.file()))
                .collect(toSet());
        assertThat(expected).isNotEmpty();
        assertThat(ledger.rows("SELECT a.message_id, f.sha256 FROM attachment f JOIN article a ON a.id = f.article_id"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** A second person's ticket is linked with the one whose mail was answered, both ways. */
    private void checkRelations() {
        long others =
                lines.stream().filter(line -> line.from().startsWith("other")).count();
        assertThat(ledger.number("SELECT COUNT(*) FROM ticket_related")).isEqualTo(2 * others);
    }

    private void checkAllArrivedOnce() {
        Map<List<String>, Long> times = arrived.stream()
                .flatMap(mail -> mail.recipients().stream().map(to -> List.of(id(mail), to)))
                .collect(groupingBy(Function.identity(), counting()));
        assertThat(times.values()).as("times one mail arrived").containsOnly(1L);
        assertThat(times.keySet())
                .isEqualTo(new HashSet<>(ledger.rows("SELECT m.message_id, r.address FROM outbound_mail m"
                        + " JOIN outbound_recipient r ON r.mail_id = m.id")));
        assertThat(ledger.number("SELECT COUNT(*) FROM outbound_recipient WHERE state <> 'delivered'"))
                .isZero();
    }

    private void checkAutomaticAnswers() {
        Map<String, List<Line>> wanted = lines.stream().filter(Line::answered).collect(groupingBy(Line::from));
        Map<String, List<String>> got = arrived.stream()
                .filter(mail -> mail.header("Auto-Submitted").startsWith("auto-replied"))
                .collect(groupingBy(
                        mail -> mail.recipients().getFirst(),
                        mapping(mail -> bare(mail.header("In-Reply-To")), java.util.stream.Collectors.toList())));
        assertThat(got.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((customer, mails) -> assertThat(got.get(customer))
                .as("automatic answers to %s", customer)
                .hasSize(Math.min(LIMIT, mails.size()))
                .doesNotHaveDuplicates()
                .isSubsetOf(mails.stream().map(Line::key).toList()));
        assertThat(wanted.values()).as("somebody is over the limit").anyMatch(mails -> mails.size() > LIMIT);
    }

    private void checkAgentsAnswers() {
        Map<String, String> customers = new HashMap<>();
        lines.stream().filter(Line::opens).forEach(line -> customers.put(line.key(), line.from()));
        Set<List<String>> expected = lines.stream()
                .filter(line -> line.kind().equals("answer"))
                .map(line -> List.of(line.key(), String.valueOf(customers.get(line.thread()))))
                .collect(toSet());
        List<List<String>> actual = arrived.stream()
                .filter(mail -> !AGENTS.containsAll(mail.recipients()))
                .filter(mail -> !mail.header("Auto-Submitted").startsWith("auto-replied"))
                .map(mail -> List.of(answerIn(mail.wire().latin1()), String.join(",", mail.recipients())))
                .toList();
        assertThat(actual).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(arrived)
                .filteredOn(mail -> !AGENTS.containsAll(mail.recipients()))
                .allSatisfy(mail -> assertThat(mail.wire().latin1()).doesNotContain(AGENTS));
    }

    /** One to the department's agent for each new ticket and each reply of a person. */
    private void checkNotices() {
        Map<String, Long> expected = lines.stream()
                .filter(line -> line.opens() || line.kind().equals("customer_mail"))
                .collect(groupingBy(
                        line -> line.department().equals("support") ? TestCompany.ANNA : TestCompany.DAVID,
                        counting()));
        Map<String, Long> actual = arrived.stream()
                .filter(mail -> AGENTS.containsAll(mail.recipients()))
                .collect(groupingBy(mail -> mail.recipients().getFirst(), counting()));
        assertThat(actual).isEqualTo(expected);
    }

    /** @param from where kind, Message-ID and body stand in the row, one after another */
    private static String key(List<String> row, int from) {
        return row.get(from).equals("answer") ? answerIn(row.get(from + 2)) : row.get(from + 1);
    }

    private static String answerIn(String text) {
        Matcher matcher = ANSWER.matcher(text);
        return matcher.find() ? matcher.group() : "no answer: " + text;
    }

    private static String id(SmtpSink.Received mail) {
        return bare(mail.header("Message-ID"));
    }

    private static String bare(String id) {
        return id.strip().replaceAll("^<|>$", "");
    }
}
