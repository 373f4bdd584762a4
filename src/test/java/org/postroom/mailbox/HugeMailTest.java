package org.postroom.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.testing.ScriptedServer;
import org.postroom.testing.ScriptedServer.Talk;

/**
 * FAULTS A21: mails of 50, 51 and 500 MiB, and one of 500 that is listed with ten bytes, are imported by a program with 256 MB of
 * heap: the first whole, of the others the beginning, and none a second time.
 */
class HugeMailTest {
    private static final long MIB = 1 << 20;
    private static final List<Long> SIZES = List.of(50 * MIB, 51 * MIB, 500 * MIB, 500 * MIB);
    private static final int LIAR = 4;
    private static final byte[] LINES =
            ("0123456789abcde".repeat(2) + "\r\n").repeat(2_048).getBytes(ISO_8859_1);
    private static final String HEADER = "Subject: huge 12345678901234\r\n\r\n";
    private static final long MOST_MEMORY = 512 * 1024;

    private final AtomicLong streamed = new AtomicLong();

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void takesTheBeginningOfAMailOverTheLimitOnce(Protocol protocol, @TempDir Path directory)
            throws IOException, InterruptedException {
        assertThat(HEADER).hasSize(32);
        try (ScriptedServer server = ScriptedServer.start(protocol == Protocol.IMAP ? this::imap : this::pop)) {
            List<String> said =
                    importing(protocol, server.port(), directory).lines().toList();
            System.out.println("FAULTS huge mails by " + protocol + ": " + said.getLast() + ", " + streamed.get() / MIB
                    + " MiB sent");
            assertThat(said)
                    .contains(50 * MIB + " true", 51 * MIB + " false", 500 * MIB + " false")
                    .hasSize(SIZES.size() + 1);
            assertThat(Long.parseLong(said.getLast().replaceAll("\\D", ""))).isLessThan(MOST_MEMORY);
            long once = SIZES.stream().mapToLong(size -> size).sum();
            assertThat(streamed.get()).isLessThan(protocol == Protocol.IMAP ? 551 * MIB : once + MIB);
        }
    }

    private static String importing(Protocol protocol, int port, Path directory)
            throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        protocol.name(),
                        String.valueOf(port),
                        directory.toString())
                .redirectError(directory.resolve("errors").toFile())
                .start();
        String said = new String(program.getInputStream().readAllBytes(), UTF_8);
        assertThat(program.waitFor())
                .as(said + Files.readString(directory.resolve("errors")))
                .isZero();
        return said;
    }

    /** The program that imports three times. */
    static final class Program {
        private Program() {}

        /** Says the size of each mail, whether it is held whole, and at the end its own memory. */
        public static void main(String[] arguments) throws Exception {
            MailboxSettings usual =
                    MailboxBench.plain(Protocol.valueOf(arguments[0]), Integer.parseInt(arguments[1]), LEAVE);
            MailboxSettings mailbox = MailboxBench.settings(usual.protocol(), usual.server(), LEAVE, Rhythm.USUAL);
            try (MailboxBench bench = new MailboxBench(Path.of(arguments[2]))) {
                for (int poll = 0; poll < 3; poll++) {
                    bench.importOnce(mailbox);
                }
                bench.pending()
                        .forEach(receipt -> System.out.println(receipt.content().size() + " "
                                + receipt.content().whole()));
            }
            Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .forEach(System.out::println);
        }

        private static final AfterImport LEAVE = new AfterImport.Leave();
    }

    private void imap(Talk talk) throws IOException {
        talk.say("* OK ready\r\n");
        while (true) {
            String[] words = talk.hear().split(" ", 3);
            String command = words[1] + " " + (words.length > 2 ? words[2] : "");
            if (command.startsWith("CAPABILITY")) {
                talk.say("* CAPABILITY IMAP4rev1 UIDPLUS\r\n");
            } else if (command.startsWith("EXAMINE")) {
                talk.say("* 4 EXISTS\r\n* OK [UIDVALIDITY 7] fine\r\n");
            } else if (command.startsWith("UID FETCH") && command.contains(":*")) {
                listed(talk);
            } else if (command.startsWith("UID FETCH")) {
                body(talk, Integer.parseInt(command.split(" ")[2]), command.contains("<0."));
            }
            talk.say(words[0] + " OK done\r\n");
        }
    }

    private static void listed(Talk talk) throws IOException {
        for (int uid = 1; uid <= SIZES.size(); uid++) {
            talk.say("* " + uid + " FETCH (UID " + uid + " RFC822.SIZE " + listedSize(uid) + ")\r\n");
        }
    }

    private static long listedSize(int number) {
        return number == LIAR ? 10 : SIZES.get(number - 1);
    }

    private void body(Talk talk, int uid, boolean beginning) throws IOException {
        long size = beginning ? 256 * 1024 + 1 : SIZES.get(uid - 1);
        talk.say("* " + uid + " FETCH (UID " + uid + " BODY[]" + (beginning ? "<0>" : "") + " {" + size + "}\r\n");
        mail(talk, uid, size);
        talk.say(")\r\n");
    }

    private void mail(Talk talk, int number, long size) throws IOException {
        talk.say(HEADER.replace("12345678901234", "number " + number + " of 4."));
        talk.stream(LINES, size - HEADER.length());
        streamed.addAndGet(size);
    }

    /** A server without TOP: what is too large is read to its end, and all but the beginning dropped. */
    private void pop(Talk talk) throws IOException {
        talk.say("+OK ready\r\n");
        while (true) {
            String[] words = talk.hear().split(" ");
            switch (words[0]) {
                case "CAPA" -> talk.say("+OK\r\nUSER\r\nUIDL\r\n.\r\n");
                case "LIST" -> {
                    talk.say("+OK\r\n");
                    for (int number = 1; number <= SIZES.size(); number++) {
                        talk.say(number + " " + listedSize(number) + "\r\n");
                    }
                    talk.say(".\r\n");
                }
                case "UIDL" -> talk.say("+OK\r\n1 a\r\n2 b\r\n3 c\r\n4 d\r\n.\r\n");
                case "TOP" -> talk.say("-ERR unknown\r\n");
                case "RETR" -> {
                    int number = Integer.parseInt(words[1]);
                    talk.say("+OK\r\n");
                    mail(talk, number, SIZES.get(number - 1));
                    talk.say(".\r\n");
                }
                default -> talk.say("+OK\r\n");
            }
        }
    }
}
