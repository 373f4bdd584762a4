package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.mail.Bytes;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;

/** Mails made to hurt: each is read, triaged and split within a budget of CPU, and counts as read. */
class PoisonTest {
    private static final Duration BUDGET = Duration.ofSeconds(5);
    /** A23. */
    private static final Duration BUDGET_FOR_DEPTH = Duration.ofSeconds(1);

    record Poison(String name, Supplier<String> mail) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> poisons() {
        return Stream.of(
                        new Poison("20,000 nested multiparts", () -> nestedMultiparts(20_000)),
                        new Poison(
                                "20,000 nested multiparts without boundary",
                                () -> "Content-Type: multipart/mixed\r\n\r\n--b\r\n".repeat(20_000)),
                        new Poison(
                                "5,000 nested message/rfc822",
                                () -> "Content-Type: message/rfc822\r\n\r\n".repeat(5_000)),
                        new Poison(
                                "100 levels around 8 MB",
                                () -> nestedMultiparts(100)
                                        + "x".repeat(76).concat("\r\n").repeat(100_000)),
                        new Poison("10,000 parts", () -> multipart("--b\r\n\r\npart\r\n".repeat(10_000))),
                        new Poison("100,000 parts", () -> multipart("--b\r\n\r\npart\r\n".repeat(100_000))),
                        new Poison(
                                "10,000 empty multiparts",
                                () -> multipart("--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c--\r\n"
                                        .repeat(10_000))),
                        new Poison("100,000 addresses", () -> header("To: " + addresses(100_000))),
                        new Poison("address header of opening brackets", () -> header("To: " + "<".repeat(250_000))),
                        new Poison("address header of opening comments", () -> header("To: " + "(".repeat(250_000))),
                        new Poison("address header of quotes", () -> header("To: " + "\"\\".repeat(120_000))),
                        new Poison("address header of colons", () -> header("To: a@" + ":".repeat(250_000))),
                        new Poison("address header of blanks", () -> header("To: a@" + " ".repeat(250_000) + "x")),
                        new Poison("header line of 1 MB", () -> header("Subject: " + "x".repeat(1_000_000))),
                        new Poison("200,000 header fields", () -> header("X-A: b\r\n".repeat(200_000))),
                        new Poison("200,000 references", () -> header("References: " + "<a@b>\r\n ".repeat(200_000))),
                        new Poison(
                                "encoded words without end", () -> header("Subject: " + "=?utf-8?q?".repeat(25_000))),
                        new Poison(
                                "100,000 encoded words", () -> header("Subject: " + "=?utf-8?q?=C3?= ".repeat(16_000))),
                        new Poison(
                                "parameters of semicolons",
                                () -> header("Content-Type: text/plain" + ";".repeat(250_000) + "=")),
                        new Poison(
                                "parameters of quotes",
                                () -> header("Content-Type: text/plain; a=" + "\"b\"c=".repeat(40_000))),
                        new Poison("continuations", () -> header("Content-Type: text/plain; " + continuations(20_000))),
                        new Poison("50,000 nested <b>", () -> html("<b>".repeat(50_000) + "x")),
                        new Poison("50,000 nested <div>", () -> html("<div>".repeat(50_000) + "x")),
                        new Poison("20,000 nested <blockquote>", () -> html("<blockquote>".repeat(20_000) + "x")),
                        new Poison("50,000 nested <table>", () -> html("<table><tr><td>".repeat(20_000) + "x")),
                        new Poison("100,000 list items", () -> html("<ol>" + "<li>x".repeat(100_000))),
                        new Poison("50,000 misnested formats", () -> html("<b><i><a href=x>x</b>".repeat(25_000))),
                        new Poison("attributes without end", () -> html("<p " + "a=b ".repeat(200_000))),
                        new Poison("1 MB of '>'", () -> plain(">".repeat(1_000_000))),
                        new Poison("lines of colons", () -> plain("wrote 1.1.2025 a@b.example:\n".repeat(35_000))),
                        new Poison("lines of dashes", () -> plain("--\n\n".repeat(250_000))),
                        new Poison("lines of labels", () -> plain("From: a@example.org\n\n\n".repeat(40_000))),
                        new Poison("separators", () -> plain("-----Original Message-----\n".repeat(40_000))),
                        new Poison("'On' without end", () -> plain("On Mon, 3 Feb 2025 ".repeat(50_000))),
                        new Poison("blank text", () -> plain(" \n".repeat(500_000))),
                        new Poison(
                                "a bounce of addresses",
                                () -> "From: mailer-daemon@example.org\r\nSubject: failure notice\r\n\r\n"
                                        + "a.".repeat(50) + "@" + "b.".repeat(400_000)),
                        new Poison(
                                "a report of 100,000 recipients",
                                () -> report("Final-Recipient: rfc822; a@example.org\n\n".repeat(100_000))),
                        new Poison("uuencoded begins", () -> plain("begin 644 a\n".repeat(80_000))),
                        new Poison(
                                "base64 of junk",
                                () -> "Content-Transfer-Encoding: base64\r\n\r\n" + "=?!".repeat(1_000_000)),
                        new Poison(
                                "quoted-printable of equals",
                                () -> "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + "=".repeat(2_000_000)),
                        new Poison(
                                "UTF-7 of shifts",
                                () -> "Content-Type: text/plain; charset=utf-7\r\n\r\n" + "+".repeat(500_000)),
                        new Poison("carriage returns", () -> "\r".repeat(2_000_000)),
                        new Poison("one line without colon", () -> "x".repeat(3_000_000)))
                .map(Arguments::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poisons")
    void readsWithinItsBudget(Poison poison) {
        Bytes raw = Bytes.wrap(poison.mail().get().getBytes(StandardCharsets.ISO_8859_1));
        long start = cpuNanos();
        MailReport report = MailReport.of(new MailReader(ReadLimits.standard()).read(raw));
        Duration spent = Duration.ofNanos(cpuNanos() - start);
        System.out.printf("%-45s %,11d bytes %6d ms CPU%n", poison, raw.size(), spent.toMillis());
        assertThat(report.problems())
                .filteredOn(problem -> problem.startsWith("Reading it failed"))
                .isEmpty();
        assertThat(report.ok()).isTrue();
        boolean deep = poison.name().matches("[0-9,]+ nested m.*");
        assertThat(spent).isLessThan(deep ? BUDGET_FOR_DEPTH : BUDGET);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String nestedMultiparts(int depth) {
        return IntStream.range(0, depth)
                .mapToObj(level -> "Content-Type: multipart/mixed; boundary=b" + level + "\r\n\r\n--b" + level + "\r\n")
                .collect(Collectors.joining());
    }

    private static String header(String fields) {
        return "From: anna@example.org\r\n" + fields + "\r\n\r\nHello\r\n";
    }

    private static String plain(String text) {
        return "From: anna@example.org\r\n\r\n" + text;
    }

    private static String html(String html) {
        return "From: anna@example.org\r\nContent-Type: text/html\r\n\r\n" + html;
    }

    private static String multipart(String parts) {
        return "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts + "--b--\r\n";
    }

    private static String report(String fields) {
        return "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: message/delivery-status\r\n\r\n" + fields + "\r\n--b--\r\n";
    }

    private static String addresses(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i + "@example.org").collect(Collectors.joining(", "));
    }

    private static String continuations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "name*" + i * 45_001L % 999_999_999 + "*=%41")
                .collect(Collectors.joining("; "));
    }
}
