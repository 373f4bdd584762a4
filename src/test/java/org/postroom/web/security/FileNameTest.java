package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;

/**
 * F10: names that lead elsewhere, hide, or end a header, by every way a file can come: with a mail, from an agent, from a
 * customer behind a link. What is told of them when they are downloaded is read byte by byte, and so is the mail that leaves.
 */
class FileNameTest {
    private static final List<String> NAMES = List.of(
            "../../../../etc/passwd",
            "..\\..\\..\\windows\\win.ini",
            "/etc/shadow",
            "C:\\autoexec.bat",
            "C:evil.exe",
            "\\\\server\\share\\x.txt",
            "file:///etc/passwd",
            "....//....//x",
            "..",
            ".",
            "...",
            "",
            " ",
            ".htaccess",
            ".\u200Bhtaccess",
            "\u200B.htaccess",
            "\uFEFF.bashrc",
            "web.config",
            "x.php\u0000.png",
            "x.php%00.png",
            "%2e%2e%2fx",
            "..%2f..%2fx",
            "..\u2215..\u2215x",
            "..\uFF0F..\uFF0Fx",
            "\u202Egnp.exe",
            "photo\u202Egpj.exe",
            "photo\u2066gpj\u2069.exe",
            "in\u200Bvo\u200Dice\u2060.pdf",
            "soft\u00ADhyphen.txt",
            "\uDB40\uDC61tag.txt",
            "CON",
            "con.txt",
            "NUL",
            "nul.tar.gz",
            "COM1",
            "LPT9.txt",
            "COM\u00B9.txt",
            "AUX.",
            "PRN ",
            "x.txt::$DATA",
            "x.txt:evil.exe",
            "trailing.exe. . .",
            "a\"; filename=\"b.html",
            "a'b\"c\\d",
            "a\r\nX-Injected: 1\r\n\r\n<script>",
            "a\nX-Injected: 1",
            "a\rX-Injected: 1",
            "a\u0085b\u2028c\u2029d",
            "tab\tin\u000bname\u007f\u001b[2J.txt",
            "<img src=x onerror=alert(1)>.png",
            "`id`;$(id)|x&y.sh",
            "-rf",
            "~/.ssh/authorized_keys",
            "=cmd|' /C calc'!A0.csv",
            "${jndi:ldap://127.0.0.1:1/x}.txt",
            "%n%s%x.txt",
            "x".repeat(4096) + ".pdf",
            "\u65E5".repeat(4096),
            "\uD83D\uDE00".repeat(2048) + ".png",
            "\u0301\u0302\u0303\u0304.txt",
            "lone\uD800surrogate.txt",
            "Größe 日本.pdf");

    /** RFC 6266 with the encoding of RFC 8187, and not a byte more. */
    private static final Pattern DISPOSITION = Pattern.compile(
            "attachment; filename=\"([ -~&&[^\"\\\\/%]]+)\"; filename\\*=UTF-8''((?:[A-Za-z0-9._-]|%[0-9A-F]{2})+)");

    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\u2028\\u2029/\\\\:*?\"<>|]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\r\n\t]]");
    private static final int LONGEST = 120;
    private static final int LONGEST_IN_FORM = 2000;

    private static Company company;
    private static Office office;
    private static Caller anna;
    private static Ticket ticket;

    @BeforeAll
    static void open() {
        company = Company.open();
        office = company.office();
        anna = Caller.agent(office, "anna");
        ticket = company.ticket("support");
    }

    @AfterAll
    static void close() {
        anna.close();
        company.close();
    }

    /** Those that a form can carry as it is: no more controls than browsers send, and no endless header. */
    private static List<Caller.File> files() {
        return NAMES.stream()
                .filter(name -> !CONTROL.matcher(name).find())
                .map(name -> name.length() > LONGEST_IN_FORM ? name.substring(0, LONGEST_IN_FORM) : name)
                .map(name -> new Caller.File("files", name, "text/html;x=\"y", "content of " + name.length()))
                .toList();
    }

    @Test
    void filesOfMailsAreGivenUnderNamesThatLeadNowhere() throws IOException {
        Letter letter = Letter.of(
                new Letter.Person("Clara", "clara@customer.example.org"), Office.SUPPORT, "Files", "See these.");
        for (String name : NAMES) {
            letter = letter.file(name, "application/x-php", Bytes.of("content of " + name.length()));
        }
        Ticket opened = office.opened(letter);
        checked(opened, office.articles(opened).getFirst());
        assertThat(Jsoup.parse(anna.get("/tickets/" + opened.number()).body())
                        .select(".files bdi")
                        .eachText())
                .hasSizeGreaterThan(NAMES.size() / 2)
                .allSatisfy(shown -> assertThat(shown).doesNotContainPattern(UNFIT));
        assertNothingElseOnTheDisk();
    }

    @Test
    void filesOfAgentsAreGivenAndSentUnderNamesThatLeadNowhere() throws IOException {
        String path = "/tickets/" + ticket.number();
        var form = Jsoup.parse(anna.get(path).body()).expectFirst("form.write.answer");
        Map<String, String> fields = Map.of(
                "latest",
                form.select("[name=latest]").val(),
                "sequence",
                form.select("[name=sequence]").val(),
                "text",
                "Here are the files.",
                "then",
                "stay");
        HttpResponse<String> sent = anna.postFiles(path + "/answer", fields, files());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        checked(ticket, latest("Here are the files."));

        Office.Got mail = office.mail(
                ticket.customer().orElseThrow().address().value(),
                got -> got.text().contains("Here are the files."));
        assertThat(mail.bytes()).matches("(?s)[\\x09\\x0d\\x0a\\x20-\\x7e]*").doesNotContainPattern("(?m)^X-Injected");
        IncomingMail read = (IncomingMail) new MailReader(ReadLimits.standard()).read(Bytes.of(mail.bytes()));
        assertThat(read.content().attachments())
                .hasSizeGreaterThan(NAMES.size() / 2)
                .allSatisfy(file -> assertThat(file.name()).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}/\\\\]"));
        assertNothingElseOnTheDisk();
    }

    @Test
    void filesOfCustomersAreGivenUnderNamesThatLeadNowhere() throws IOException {
        try (Caller customer = Caller.nobody(office)) {
            String path = "/view/" + company.viewLink("support");
            HttpResponse<String> sent =
                    customer.postFiles(path + "/answer", Map.of("text", "My files are these."), files());
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
            Article article = latest("My files are these.");
            checked(ticket, article);
            for (int place = 0; place < article.content().attachments().size(); place++) {
                check(headOf(path + "/files/" + article.id() + "/" + place, ""));
            }
            assertThat(customer.get(path).body()).doesNotContain("../", "\u202E", "\u2066", "\u200B");
        }
        assertNothingElseOnTheDisk();
    }

    /** Names that would break the form itself: whatever is made of them, nothing fails. */
    @Test
    void namesThatBreakTheFormBreakNothingElse() throws IOException {
        try (Caller customer = Caller.nobody(office)) {
            String path = "/view/" + company.viewLink("billing") + "/answer";
            List<String> names = new ArrayList<>(NAMES);
            names.addAll(List.of("a\"; name=\"text", "a\"\r\n\r\nx", "a\\\"b", "\"", "\\"));
            for (String name : names) {
                office.clock().forward(Duration.ofMinutes(2));
                assertThat(customer.postUnquoted(
                                        path,
                                        Map.of("text", "Hello"),
                                        List.of(new Caller.File("files", name, "text/plain", "x")))
                                .statusCode())
                        .as(name)
                        .isIn(303, 400, 413, 422, 429);
            }
        }
        Ticket billing = company.ticket("billing");
        for (Article article : office.articles(billing)) {
            checked(billing, article);
        }
        assertNothingElseOnTheDisk();
    }

    private static Article latest(String text) {
        return Office.awaited(
                "the article",
                () -> office.articles(ticket).stream()
                        .filter(article -> article.content().text().contains(text))
                        .findFirst());
    }

    private static void checked(Ticket of, Article article) throws IOException {
        List<String> names = new ArrayList<>();
        String path = "/tickets/" + of.number();
        for (int place = 0; place < article.content().attachments().size(); place++) {
            names.add(check(headOf(path + "/articles/" + article.id() + "/files/" + place, anna.cookie())));
        }
        assertThat(names).hasSameSizeAs(article.content().attachments());
    }

    /** Of the head of a download's answer, as its bytes came. */
    private static String check(String head) {
        assertThat(head).startsWith("HTTP/1.1 200 ").matches("(?s)[\\x0d\\x0a\\x20-\\x7e]*");
        List<String> lines = head.lines().toList();
        assertThat(lines).noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("x-injected"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("Content-Type:"))
                .singleElement()
                .asString()
                .isIn("Content-Type: application/octet-stream", "Content-Type: text/plain");
        List<String> told = lines.stream()
                .filter(line -> line.startsWith("Content-Disposition: "))
                .toList();
        assertThat(told).hasSize(1);
        Matcher disposition = DISPOSITION.matcher(told.getFirst().substring("Content-Disposition: ".length()));
        assertThat(disposition.matches()).as(told.getFirst()).isTrue();
        String name = URLDecoder.decode(disposition.group(2), StandardCharsets.UTF_8);
        assertThat(name)
                .doesNotContainPattern(UNFIT)
                .doesNotMatch("[. ].*|.*[. ]")
                .hasSizeBetween(1, LONGEST);
        assertThat(name.toLowerCase(Locale.ROOT)).doesNotMatch("(?:con|prn|aux|nul|com[0-9¹]|lpt[0-9])(?:\\..*)?");
        return name;
    }

    private static String headOf(String path, String cookie) throws IOException {
        try (Socket socket =
                new Socket(office.address().getHost(), office.address().getPort())) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: " + cookie + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            String all = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return all.substring(0, all.indexOf("\r\n\r\n"));
        }
    }

    private static void assertNothingElseOnTheDisk() throws IOException {
        Path data = office.conf().machine().daemon().dataDirectory();
        // A file that goes away while one looks is one that is gone the next time
        await().ignoreExceptionsInstanceOf(UncheckedIOException.class).untilAsserted(() -> {
            try (Stream<Path> all = Files.walk(data)) {
                assertThat(all.filter(Files::isRegularFile)
                                .map(file -> file.getFileName().toString()))
                        .allMatch(
                                name -> name.matches("postroom\\.db(?:-wal|-shm)?|postroom\\.lock|reply-token\\.keys"));
            }
        });
    }
}
