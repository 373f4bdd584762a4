package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.testing.CpuTime;

/** Mails as large as may come, made to cost as much as they can: none takes more than 10 s or 256 MB, itself included. */
class LargestMailsTest {
    private static final long LARGEST = 50L * 1024 * 1024;
    private static final String HEAD = "From: anna@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n";
    private static final String MIXED = HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";

    /** How each begins, and what follows as often as there is room. */
    private static final Map<String, List<String>> MAILS = Map.ofEntries(
            Map.entry(
                    "history",
                    List.of(HEAD + "\r\n", "On Mon, 3 Feb 2025 at 10:11, Anna <anna@example.org> wrote:\r\n> x\r\n")),
            Map.entry("one-line", List.of(HEAD + "\r\n", "> ")),
            Map.entry(
                    "html",
                    List.of(
                            HEAD + "Content-Type: text/html\r\n\r\n",
                            "<div class=gmail_quote><blockquote><b><i><font color=red>x")),
            Map.entry(
                    "file",
                    List.of(
                            HEAD + "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n",
                            "QUJD\r\n")),
            Map.entry(
                    "winmail.dat",
                    List.of(
                            HEAD + "Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n",
                            "eJ8+\r\n")),
            Map.entry("text-in-base64", List.of(HEAD + "Content-Transfer-Encoding: base64\r\n\r\n", "w6TD\r\n")),
            Map.entry("utf-16", List.of(HEAD + "Content-Type: text/plain; charset=utf-16\r\n\r\n", "a\0")),
            Map.entry("header-of-one-line", List.of(HEAD + "X-A: ", "a ")),
            Map.entry("header-of-many-lines", List.of(HEAD, "X-A: abcdefghijklmnop\r\n")),
            Map.entry("encoded-words", List.of(HEAD + "Comments: ", "=?utf-8?Q?=C3=A4?= ")),
            Map.entry("recipients", List.of("To: ", "anna@example.org, ")),
            Map.entry("header-of-a-part", List.of(MIXED + "X-A: ", "a ")),
            Map.entry("parts", List.of(MIXED, "\r\nx\r\n--b\r\n")),
            Map.entry("nested", List.of(HEAD, "Content-Type: message/rfc822\r\n\r\n")),
            Map.entry("uuencoded", List.of(HEAD + "\r\n", "begin 644 a\n#86)C\n`\nend\n")),
            Map.entry(
                    "report",
                    List.of(
                            MIXED + "Content-Type: message/delivery-status\r\n\r\n",
                            "Final-Recipient: rfc822; bob@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n")),
            Map.entry("rtf", List.of(HEAD + "Content-Type: text/rtf\r\n\r\n{\\rtf1 ", "{\\b x")),
            Map.entry(
                    "calendar",
                    List.of(
                            HEAD + "Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR\r\n",
                            "BEGIN:VEVENT\r\nDTSTART:20250203T101100Z\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\n")));

    private static final Pattern REPORT = Pattern.compile("\"ok\": (true|false), ");
    private static final String TOOK = "ms of processors: ";

    @TempDir
    Path directory;

    @Test
    void takeNoMoreTimeAndMemoryThanAMailMay() throws IOException, InterruptedException {
        List<String> files = new ArrayList<>();
        for (Map.Entry<String, List<String>> mail : MAILS.entrySet()) {
            files.add(write(
                    mail.getKey(), mail.getValue().getFirst(), mail.getValue().getLast()));
        }

        List<String> lines = read(files);

        assertThat(lines).hasSize(2 * files.size());
        for (int i = 0; i < lines.size(); i += 2) {
            String line = lines.get(i);
            Matcher report = REPORT.matcher(line);
            assertThat(report.find()).as(line).isTrue();
            assertThat(report.group(1)).as(line).isEqualTo("true");
            assertThat(lines.get(i + 1)).startsWith(TOOK);
            assertThat(Long.parseLong(lines.get(i + 1).substring(TOOK.length())))
                    .as(line)
                    .isLessThan(10_000);
        }
    }

    private String write(String name, String start, String more) throws IOException {
        Path file = directory.resolve(name + ".eml");
        byte[] again = more.getBytes(StandardCharsets.ISO_8859_1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(start.getBytes(StandardCharsets.ISO_8859_1));
            for (long written = start.length(); written + again.length < LARGEST; written += again.length) {
                out.write(again);
            }
        }
        return file.toString();
    }

    /** In a process of its own, whose memory is bounded. Of each line no more is kept than what is asked. */
    private List<String> read(List<String> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Reading.class.getName()));
        command.addAll(files);
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("ends").isTrue();
            assertThat(process.exitValue()).as("exit code").isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }

    /** Has the command read each file, and says after each what that took of the processors. */
    static final class Reading {
        private Reading() {}

        public static void main(String[] files) {
            for (String file : files) {
                Duration took = CpuTime.ofProcess(() -> assertThat(PostroomCommand.execute("read", "--json", file))
                        .isEqualTo(ExitCode.OK));
                System.out.println(TOOK + took.toMillis());
            }
        }
    }
}
