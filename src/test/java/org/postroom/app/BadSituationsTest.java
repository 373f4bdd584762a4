package org.postroom.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.Main;
import org.postroom.storage.DatabaseSettings;
import org.postroom.testing.Commands;
import org.postroom.testing.DovecotServer;
import org.postroom.testing.FreePorts;
import org.postroom.testing.MariaDbServer;
import org.postroom.testing.NeedsProgram;
import org.postroom.testing.SmtpSink;
import org.postroom.testing.TestCertificate;

/** Whatever is wrong around the daemon: a sentence says so, and once it is mended the mail that waited is a ticket. */
class BadSituationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TICKETS = "SELECT COUNT(*) FROM ticket";

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));

    private final SmtpSink sink = SmtpSink.start();

    @TempDir
    private Path directory;

    @BeforeEach
    void startMailServerWithOneMail() throws Exception {
        mailServer.start();
        mailServer.setUser(TestCompany.SUPPORT, "support", TestCompany.PASSWORD).deliver(message(letter(1)));
    }

    @AfterEach
    void stop() {
        mailServer.stop();
        sink.close();
    }

    @Test
    void wrongPortIsNamedAndTheMailTakenOnceItIsRight() throws IOException {
        TestCompany company = company();
        company.set("departments/support", "mailbox.port", freePort());
        try (Daemon daemon = company.start()) {
            awaitHealth(daemon, "no connection could be made", "Check mailbox.host and mailbox.port");
            company.set("departments/support", "mailbox.port", String.valueOf(imapPort()));
            awaitTickets(company.embeddedLedger(), 1);
        }
    }

    @Test
    void wrongPasswordIsNamedAndTheMailTakenOnceItIsRight() throws IOException {
        TestCompany company = company().set("departments/support", "mailbox.password", "not-the-password");
        try (Daemon daemon = company.start()) {
            String health = awaitHealth(daemon, "the server refused the login", "Check mailbox.user");
            assertThat(health).doesNotContain("not-the-password");
            company.set("departments/support", "mailbox.password", TestCompany.PASSWORD);
            awaitTickets(company.embeddedLedger(), 1);
        }
    }

    @Test
    @NeedsProgram("dovecot")
    void expiredCertificateIsNamedAndTheMailTakenOnceItIsRenewed() throws IOException {
        try (DovecotServer dovecot = DovecotServer.startWith(TestCertificate::expired)) {
            dovecot.user("support", TestCompany.PASSWORD);
            dovecot.deliver("support", letter(1).bytes());
            TestCompany company = new TestCompany(directory, sink.port())
                    .mailbox("support", "imap", dovecot.imapsPort(), "tls")
                    .set(
                            "departments/support",
                            "mailbox.trusted-certificates",
                            dovecot.certificate().toString());
            try (Daemon daemon = company.start()) {
                awaitHealth(daemon, "its certificate has expired", "Renew it on the server");
                assertThat(dovecot.mails("support", "INBOX")).hasSize(1);
                dovecot.renewCertificate();
                awaitTickets(company.embeddedLedger(), 1);
            }
        }
    }

    @Test
    void databaseThatCannotBeReachedEndsTheCommandWithASentence() throws Exception {
        TestCompany company = company()
                .set("postroom", "database.url", "jdbc:mariadb://127.0.0.1:" + freePort() + "/postroom")
                .set("postroom", "database.user", "postroom")
                .set("postroom", "database.password", "not-a-secret");
        assertThat(whyRunEnds(company)).contains("Cannot connect to the database", "Check database.url");
        company.unset("postroom", "database.url")
                .unset("postroom", "database.user")
                .unset("postroom", "database.password");
        try (Daemon daemon = company.start()) {
            assertThat(daemon.webPort()).isPositive();
            awaitTickets(company.embeddedLedger(), 1);
        }
    }

    @Test
    @NeedsProgram("mariadbd")
    void databaseThatDiesIsNamedAndTheMailTakenOnceItIsBack() throws Exception {
        try (MariaDbServer server = MariaDbServer.start()) {
            DatabaseSettings settings = server.settings(server.createSchema());
            TestCompany company = company()
                    .set("postroom", "database.url", settings.url())
                    .set("postroom", "database.user", settings.user())
                    .set("postroom", "database.password", settings.password().reveal());
            Ledger ledger = new Ledger(
                    settings.url() + "?sslMode=disable",
                    settings.user(),
                    settings.password().reveal());
            try (Daemon daemon = company.start()) {
                awaitTickets(ledger, 1);
                server.kill();
                deliver(2);
                awaitHealth(daemon, "does not answer", "Is the server running?", "stay on the server");
                server.restart();
                awaitTickets(ledger, 2);
                awaitHealth(daemon, "\"status\":\"ok\"");
            }
        }
    }

    @Test
    void dataDirectoryThatAnotherDaemonHasEndsTheCommandWithASentence() throws Exception {
        TestCompany company = company();
        try (Daemon daemon = company.start()) {
            assertThat(whyRunEnds(company))
                    .contains("is in use by another Postroom (process "
                            + ProcessHandle.current().pid() + ")");
            awaitTickets(company.embeddedLedger(), 1);
            assertThat(TestCompany.health(daemon)).contains("\"status\":\"ok\"");
        }
    }

    @Test
    void fullDiskIsNamedAndTheMailTakenOnceThereIsRoom() throws Exception {
        Path data = mountSmallDisk();
        try {
            TestCompany company = company().set("postroom", "data-directory", data.toString());
            try (Daemon daemon = company.start()) {
                awaitTickets(company.embeddedLedger(), 1);
                Path filler = fill(data);
                deliver(letter(2).with(moreThanTheLogHasRoomFor()));
                awaitHealth(daemon, "There is no space left for the database", "stay on the server");
                Files.delete(filler);
                awaitTickets(company.embeddedLedger(), 2);
                awaitHealth(daemon, "\"status\":\"ok\"");
            }
        } finally {
            Commands.run(List.of("umount", data.toString()));
        }
    }

    private TestCompany company() {
        return new TestCompany(directory, sink.port()).mailbox("support", "imap", imapPort(), "none");
    }

    private int imapPort() {
        return mailServer.getImap().getPort();
    }

    private static String freePort() {
        return String.valueOf(FreePorts.find(1).getFirst());
    }

    private static Letter letter(int number) {
        return Letter.of(
                "bad" + number + "@mail.example.org",
                "customer@mail.example.org",
                TestCompany.SUPPORT,
                "Is anybody there?",
                "Hello");
    }

    private static MimeMessage message(Letter letter) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(letter.bytes().toArray()));
    }

    private void deliver(int number) throws Exception {
        deliver(letter(number));
    }

    private void deliver(Letter letter) throws Exception {
        mailServer.getUserManager().getUser("support").deliver(message(letter));
    }

    /** Small mails may still go into what SQLite's log took before. */
    private static byte[] moreThanTheLogHasRoomFor() {
        byte[] file = new byte[6_000_000];
        new Random(1).nextBytes(file);
        return file;
    }

    private static String awaitHealth(Daemon daemon, String... sentences) {
        return await(String.join(" … ", sentences))
                .atMost(PATIENCE)
                .until(
                        () -> TestCompany.health(daemon),
                        health -> List.of(sentences).stream().allMatch(health::contains));
    }

    private static void awaitTickets(Ledger ledger, int count) {
        await(count + " tickets").atMost(PATIENCE).ignoreExceptions().until(() -> ledger.number(TICKETS) == count);
    }

    /** What {@code postroom run} says before it ends with 1 by itself: one line, beside those of the log, and no stack. */
    private static String whyRunEnds(TestCompany company) throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--conf",
                        company.conf().toString())
                .start();
        process.getOutputStream().close();
        List<String> lines = new ArrayList<>(process.errorReader().lines().toList());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(lines).noneMatch(line -> line.startsWith("\tat ") || line.startsWith("Caused by"));
        List<String> said =
                lines.stream().filter(line -> line.startsWith("postroom: ")).toList();
        assertThat(said).hasSize(1);
        return said.getFirst();
    }

    private Path mountSmallDisk() throws IOException {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "a small disk is mounted by root only");
        Path disk = Files.createDirectory(directory.resolve("disk"));
        try {
            Commands.run(List.of("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", disk.toString()));
        } catch (IllegalStateException | java.io.UncheckedIOException e) {
            Assumptions.abort("no small disk can be mounted here: " + e.getMessage());
        }
        return disk;
    }

    /** Takes all the room there is. */
    private static Path fill(Path disk) throws IOException {
        Path filler = disk.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }
}
