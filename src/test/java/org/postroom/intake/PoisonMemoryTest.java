package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postroom.intake.PoisonTest.Poison;
import org.postroom.mail.Bytes;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;

/** Mails made to hurt, and mails as large as may be, are read by a program that has 256 MB for all it does. */
class PoisonMemoryTest {
    private static final String HEAP = "-Xmx256m";
    private static final int LARGEST = 50 * 1024 * 1024;

    @Test
    void noMailNeedsMoreThanItMay() throws IOException, InterruptedException {
        Process reader = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reader.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(reader.waitFor()).as(said).isZero();
        assertThat(said).contains("50 MB in one line: read");
    }

    /** The program that reads them all. */
    static final class Reader {
        private Reader() {}

        /** Ends with 1 where one was not read. */
        public static void main(String[] arguments) {
            boolean all = true;
            for (Poison poison : mails()) {
                boolean read = reads(poison);
                System.out.println(poison.name() + ": " + (read ? "read" : "NOT READ"));
                all &= read;
            }
            System.exit(all ? 0 : 1);
        }

        private static boolean reads(Poison poison) {
            Bytes raw = Bytes.wrap(poison.mail().get().getBytes(StandardCharsets.ISO_8859_1));
            MailReport report = MailReport.of(new MailReader(ReadLimits.standard()).read(raw));
            return report.ok()
                    && report.problems().stream().noneMatch(problem -> problem.startsWith("Reading it failed"));
        }

        private static List<Poison> mails() {
            return Stream.concat(
                            PoisonTest.poisons()
                                    .map(arguments -> (Poison) arguments.get()[0]),
                            Stream.of(
                                    large(
                                            "a file of 50 MB",
                                            "Content-Disposition: attachment\r\n" + base64(),
                                            "QUJD\r\n"),
                                    large(
                                            "a winmail.dat of 50 MB",
                                            "Content-Type: application/ms-tnef\r\n" + base64(),
                                            "eJ8+\r\n"),
                                    large(
                                            "50 MB of text",
                                            "Content-Type: text/plain; charset=utf-16\r\n",
                                            "some words\r\n"),
                                    large("50 MB of text in Base64", base64(), "w6TD\r\n"),
                                    large("50 MB of text in quotes", "", "> \r\n"),
                                    large("50 MB of HTML", "Content-Type: text/html\r\n", "<p>x"),
                                    large("50 MB in one line", "", "x")))
                    .toList();
        }

        private static String base64() {
            return "Content-Transfer-Encoding: base64\r\n";
        }

        private static Poison large(String name, String fields, String piece) {
            Supplier<String> mail =
                    () -> "From: anna@example.org\r\n" + fields + "\r\n" + piece.repeat(LARGEST / piece.length());
            return new Poison(name, mail);
        }
    }
}
