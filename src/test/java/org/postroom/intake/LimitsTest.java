package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;
import static org.postroom.intake.Office.SUPPORT_DESK;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.Article;

/**
 * FAULTS A20 and A22 to A28: mails without end, without sense and without mercy come in. Each ends on a ticket within the time
 * that a mail may take, its bytes kept as they came.
 */
class LimitsTest {
    private static final Duration MOST = Duration.ofSeconds(10);

    static Stream<Named<Supplier<TestDatabase>>> databases() {
        return Stream.of(Named.of("SQLite", TestDatabases::sqlite), Named.of("MariaDB", TestDatabases::mariadb));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void everyOddMailEndsOnATicketWithItsBytesKept(Supplier<TestDatabase> database) throws IOException {
        try (Office office = new Office(database.get())) {
            List<Bytes> raws = new ArrayList<>();
            for (Path file : oddMails()) {
                raws.add(Bytes.wrap(Files.readAllBytes(file)));
            }
            assertThat(raws).hasSizeGreaterThan(70);
            raws.forEach(raw -> endsOnATicket(office, raw));
        }
    }

    private static List<Path> oddMails() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/mail"))) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
    }

    /** A25. */
    @ParameterizedTest
    @MethodSource("databases")
    void wordsOfAnyBytesAreKeptAndShown(Supplier<TestDatabase> database) {
        try (Office office = new Office(database.get())) {
            for (String charset : List.of(
                    "utf-8",
                    "us-ascii",
                    "utf-7",
                    "utf-16",
                    "utf-16le",
                    "utf-32",
                    "cesu-8",
                    "iso-2022-jp",
                    "x-nobody-knows",
                    "\"",
                    "")) {
                oddBytes().forEach(bytes -> endsOnATicket(office, oddMail(charset, bytes)));
            }
            office.tickets()
                    .forEach(ticket -> office.articles(ticket.number().toString()).stream()
                            .map(Article::content)
                            .forEach(content -> assertThat(content.text() + content.subject())
                                    .doesNotContain("\0", "\r")));
        }
    }

    private static Stream<byte[]> oddBytes() {
        Random random = new Random(25);
        byte[] any = new byte[300];
        random.nextBytes(any);
        return Stream.of(
                bytes("nul \0 within \0"),
                bytes("bare \r return \n line \r\n both \n\r turned \u0085 next"),
                bytes("+AGE- +2D3eAA- +2D3- +/v8- +ADw-script+AD4-"),
                bytes("\u00C0\u00AF overlong \u00E0\u0080\u00AF \u00F0\u0080\u0080\u00AF"),
                bytes("\u00ED\u00A0\u0080 lone \u00ED\u00B0\u0080 \u00ED\u00A0\u00BD\u00ED\u00B8\u0080 pair"),
                "😀 👩‍👩‍👧 \uD83C\uDFF4 Grüße 台北".getBytes(StandardCharsets.UTF_8),
                bytes("\u00F0\u009F\u0098 cut, \u00FE\u00FF mark \u00EF\u00BF\u00BE"),
                bytes("\u001B$B not \u001B(B Japanese \u001B$)C \u000E\u000F"),
                any);
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Bytes oddMail(String charset, byte[] words) {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(bytes("From: \""));
        mail.writeBytes(words);
        mail.writeBytes(bytes("\" <" + CARL + ">\r\nTo: " + SUPPORT + "\r\nMIME-Version: 1.0\r\nSubject: "));
        mail.writeBytes(words);
        mail.writeBytes(
                bytes("\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset="
                        + charset + "\r\n\r\n"));
        mail.writeBytes(words);
        mail.writeBytes(bytes("\r\n--b\r\nContent-Type: text/html; charset=" + charset
                + "\r\nContent-Disposition: attachment; filename=\""));
        mail.writeBytes(words);
        mail.writeBytes(bytes("\"\r\n\r\n"));
        mail.writeBytes(words);
        mail.writeBytes(bytes("\r\n--b--\r\n"));
        return Bytes.wrap(mail.toByteArray());
    }

    private static Receipt endsOnATicket(Office office, Bytes raw) {
        Receipt receipt = office.arrives(SUPPORT_DESK, raw);
        assertThat(receipt.isPending()).isFalse();
        boolean folded = receipt.end().orElseThrow().disposition() == Disposition.DUPLICATE;
        assertThat(receipt.end().orElseThrow().ticket().isPresent() || folded).isTrue();
        assertThat(receipt.content().sha256()).isEqualTo(raw.sha256());
        assertThat(office.database()
                        .<Bytes>read(transaction -> office.stores().spool().raw(transaction, receipt)))
                .isEqualTo(raw);
        return receipt;
    }

    /** A22. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000})
    void showsTheFirstThousandPartsAndKeepsTheRest(int parts) {
        try (Office office = new Office()) {
            long start = System.nanoTime();
            endsOnATicket(
                    office,
                    mail(
                            "Content-Type: multipart/mixed; boundary=b\r\n",
                            "--b\r\nContent-Type: image/png\r\n\r\nx\r\n".repeat(parts) + "--b--\r\n"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MOST.multipliedBy(3));
            assertThat(office.articles("SUP-1001").getFirst().content().attachments())
                    .hasSize(ReadLimits.standard().parts());
            assertThat(office.lastTo(Office.ANNA).text()).contains("more than 1000 parts");
        }
    }

    /** A23. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 20_000})
    void takesNestedPartsApartToADepthAndKeepsWhatIsDeeper(int depth) {
        String nested = IntStream.range(0, depth)
                .mapToObj(level ->
                        "--b" + level + "e\r\nContent-Type: multipart/mixed; boundary=b" + (level + 1) + "e\r\n\r\n")
                .collect(Collectors.joining());
        try (Office office = new Office()) {
            endsOnATicket(
                    office,
                    mail(
                            "Content-Type: multipart/mixed; boundary=b0e\r\n",
                            nested + "--b" + depth + "e\r\n\r\nDeep down.\r\n"));
            Article article = office.articles("SUP-1001").getFirst();
            if (depth < ReadLimits.standard().depth()) {
                assertThat(article.content().text()).isEqualTo("Deep down.");
            } else if (depth > ReadLimits.standard().depth()) {
                assertThat(article.content().attachments()).hasSize(1);
                assertThat(office.lastTo(Office.ANNA).text()).contains("nested more than 100 deep");
            }
        }
    }

    /** A24. */
    @Test
    void readsTheBeginningOfAHeaderWithoutEnd() {
        try (Office office = new Office()) {
            endsOnATicket(office, mail("Subject: " + "long ".repeat(200_000) + "\r\n", "x\r\n"));
            endsOnATicket(office, mail("X-Field: value\r\n".repeat(200_000), "y\r\n"));
            assertThat(office.ticket("SUP-1001").subject()).startsWith("long long");
            assertThat(office.lastTo(Office.ANNA).text()).contains("A header has more than 262144 bytes");
        }
    }

    /** A24: nor does a mail to everybody make them all take part. */
    @Test
    void takesAThousandOfTheAddressesAndLetsNoneOfThemTakePart() {
        String everybody = IntStream.range(0, 100_000)
                .mapToObj(i -> "p" + i + "@example.net")
                .collect(Collectors.joining(",\r\n "));
        try (Office office = new Office()) {
            endsOnATicket(office, mail("Cc: " + everybody + "\r\n", "x\r\n"));
            assertThat(office.articles("SUP-1001")
                            .getFirst()
                            .content()
                            .addresses()
                            .cc())
                    .hasSize(ReadLimits.standard().recipients());
            assertThat(office.participants("SUP-1001")).containsExactly(CARL);
        }
    }

    /** A24: the last ones name the nearest mails. */
    @Test
    void looksUpTheLastHundredReferences() {
        String references = IntStream.range(0, 200_000)
                .mapToObj(i -> "<" + i + "@example.net>")
                .collect(Collectors.joining("\r\n "));
        Bytes raw = mail("References: <0@x>\r\n", "x\r\n");
        assertThat(read(raw).thread().references()).hasSize(1);
        try (Office office = new Office()) {
            endsOnATicket(office, mail("References: " + references + "\r\n", "x\r\n"));
        }
        assertThat(read(mail("References: " + references.substring(0, 200_000) + "\r\n", "x\r\n"))
                        .thread()
                        .references())
                .hasSize(ReadLimits.standard().references());
    }

    /** A26. */
    @Test
    void noDateIsAbsurdAndNoneDecidesTheOrder() {
        Random random = new Random(26);
        for (int i = 0; i < 1_000; i++) {
            String date = absurdDate(random);
            read(mail("Date: " + date + "\r\n", "x\r\n"))
                    .date()
                    .ifPresent(
                            instant -> assertThat(instant.toString()).as(date).matches("(19[7-9]|20\\d)\\d-.*"));
        }
        try (Office office = new Office()) {
            for (int i = 0; i < 20; i++) {
                endsOnATicket(office, mail("Subject: " + i + "\r\nDate: " + absurdDate(random) + "\r\n", "x\r\n"));
            }
            assertThat(office.tickets())
                    .extracting(ticket -> ticket.subject())
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(String::valueOf).toList());
        }
    }

    private static String absurdDate(Random random) {
        List<String> years =
                List.of("0", "00", "0000", "1", "99", "100", "1969", "2026", "9999", "10000", "-5", "999999999");
        List<String> months = List.of("Jan", "Feb", "Foo", "13", "0", "Dezember", "");
        List<String> zones = List.of("+0000", "-9999", "+99:99", "UTC", "-0000", "XYZ", "(none)", "", "+1", "GMT+25");
        return random.nextInt(-1, 40) + " " + pick(months, random) + " " + pick(years, random) + " "
                + random.nextInt(-1, 99) + ":" + random.nextInt(0, 99) + ":" + random.nextInt(0, 99) + " "
                + pick(zones, random);
    }

    private static String pick(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /** A27: 100 MB of nothing in 100 KB; looked into, it would be found in time and memory. */
    @Test
    void neverOpensWhatIsPacked() throws IOException {
        byte[] zeros = new byte[1_000_000];
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(gzip)) {
            for (int i = 0; i < 100; i++) {
                packing.write(zeros);
            }
        }
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream packing = new ZipOutputStream(zip)) {
            for (int i = 0; i < 16; i++) {
                packing.putNextEntry(new ZipEntry("../bomb" + i + ".gz"));
                packing.write(gzip.toByteArray());
            }
        }
        byte[] picture = bytes(
                "\u0089PNG\r\n\u001A\n\0\0\0\rIHDR\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u0008\u0006\0\0\0");
        try (Office office = new Office()) {
            endsOnATicket(office, packed("application/zip", "bomb.zip", zip.toByteArray()));
            endsOnATicket(office, packed("application/gzip", "bomb.gz", gzip.toByteArray()));
            endsOnATicket(office, packed("image/png", "bomb.png", picture));
            assertThat(office.articles("SUP-1001").getFirst().content().attachments())
                    .singleElement()
                    .satisfies(file -> {
                        assertThat(file.size()).isEqualTo(zip.size());
                        assertThat(file.sha256())
                                .isEqualTo(Bytes.wrap(zip.toByteArray()).sha256());
                    });
        }
    }

    private static Bytes packed(String mediaType, String name, byte[] content) {
        return mail(
                "Content-Type: multipart/mixed; boundary=b\r\n",
                "--b\r\nContent-Type: " + mediaType + "; name=\"" + name
                        + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(content) + "\r\n--b--\r\n");
    }

    /** A28; the others of its kind are in PoisonTest. */
    @Test
    void numbersOfPiecesOfAParameterAreNoSizes() {
        Bytes raw = mail(
                "Content-Type: multipart/mixed; boundary=b\r\n",
                "--b\r\nContent-Disposition: attachment; filename*999999999*=%41; filename*1=b; filename*0=a;"
                        + " filename*99999999999999999999=c\r\n\r\nx\r\n--b--\r\n");
        assertThat(read(raw).content().attachments().getFirst().name()).isEqualTo("abA");
    }

    private static IncomingMail read(Bytes raw) {
        return (IncomingMail) new MailReader(ReadLimits.standard()).read(raw);
    }

    private static Bytes mail(String fields, String body) {
        return Bytes.wrap(bytes(
                "From: Carl <" + CARL + ">\r\nTo: " + SUPPORT + "\r\nMIME-Version: 1.0\r\n" + fields + "\r\n" + body));
    }
}
