package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postroom.intake.PoisonTest.Poison;
import org.postroom.mail.Bytes;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;

/** Mails made to hurt are read by a program that has 256 MB for all it does. */
class PoisonMemoryTest {
    private static final String HEAP = "-Xmx256m";

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
        assertThat(said.lines()).hasSize((int) Reader.mails().count());
    }

    /** The program that reads them all. */
    static final class Reader {
        private Reader() {}

        /** Ends with 1 where one was not read. */
        public static void main(String[] arguments) {
            boolean all = true;
            for (Poison poison : mails().toList()) {
                boolean read = reads(poison);
                System.out.println(poison.name() + ": " + (read ? "read" : "NOT READ"));
                all &= read;
            }
            System.exit(all ? 0 : 1);
        }

        private static Stream<Poison> mails() {
            return PoisonTest.poisons().map(arguments -> (Poison) arguments.get()[0]);
        }

        private static boolean reads(Poison poison) {
            Bytes raw = Bytes.wrap(poison.mail().get().getBytes(StandardCharsets.ISO_8859_1));
            MailReport report = MailReport.of(new MailReader(ReadLimits.standard()).read(raw));
            return report.ok()
                    && report.problems().stream().noneMatch(problem -> problem.startsWith("Reading it failed"));
        }
    }
}
