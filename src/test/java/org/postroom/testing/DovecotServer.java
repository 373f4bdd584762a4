package org.postroom.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.postroom.mail.Bytes;

/**
 * Debian's Dovecot with a configuration, users and Maildirs of its own in a temporary directory, on free loopback ports:
 * IMAP, IMAPS, POP3, POP3S, and LMTP for mail that comes in. Mark tests that use it with {@code @NeedsProgram("dovecot")}.
 *
 * <p>{@link #HOST} and localhost are in its certificate, which {@link #certificate()} vouches for. Every user has {@link #PASSWORD} unless told
 * otherwise, and is made by the first mail or by {@link #user}.
 */
public final class DovecotServer implements AutoCloseable {
    /** Where it listens; also what its certificate says. */
    public static final String HOST = "127.0.0.1";

    /** Every user's password at first. */
    public static final String PASSWORD = "swordfish";

    private static final Duration START = Duration.ofMinutes(2);
    private static final String ROOT = "root";

    private final Path directory;
    private final List<Integer> ports;
    private final TestCertificate certificate;
    private final String mailUser;
    private final Process process;
    private final AtomicLong delivered = new AtomicLong();

    private DovecotServer(
            Path directory, List<Integer> ports, TestCertificate certificate, String mailUser, Process process) {
        this.directory = directory;
        this.ports = ports;
        this.certificate = certificate;
        this.mailUser = mailUser;
        this.process = process;
    }

    /** Starts one; further lines of configuration are added at the end and win. */
    public static DovecotServer start(String... settings) {
        return startWith(TestCertificate::forLocalhost, settings);
    }

    /** As {@link #start}, with another certificate, such as {@code TestCertificate::expired}. */
    public static DovecotServer startWith(Function<Path, TestCertificate> maker, String... settings) {
        try {
            Path directory = Files.createTempDirectory(
                    "postroom-dovecot",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            TestCertificate certificate = maker.apply(directory);
            certificate.writeKey(directory.resolve("key.pem"));
            String user = System.getProperty("user.name");
            String mailUser = user.equals(ROOT) ? "mail" : user;
            List<Integer> ports = FreePorts.find(5);
            Files.createDirectory(directory.resolve("mail"));
            own(directory.resolve("mail"), mailUser);
            Files.createDirectory(directory.resolve("users"));
            Path conf = directory.resolve("dovecot.conf");
            Files.writeString(
                    conf, conf(directory, ports, mailUser, certificate.pem()) + String.join("\n", settings) + "\n");
            Process process = new ProcessBuilder(
                            InstalledPrograms.find("dovecot").orElseThrow().toString(), "-F", "-c", conf.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("output.log").toFile())
                    .start();
            DovecotServer server = new DovecotServer(directory, ports, certificate, mailUser, process);
            server.awaitListening();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String conf(Path directory, List<Integer> ports, String mailUser, Path certificate) {
        boolean root = System.getProperty("user.name").equals(ROOT);
        String users = root
                ? ""
                : "default_internal_user = " + mailUser + "\ndefault_login_user = " + mailUser
                        + "\ndefault_internal_group = " + mailUser + "\n";
        return """
                base_dir = %1$s/run
                state_dir = %1$s/run
                log_path = %1$s/dovecot.log
                protocols = imap pop3 lmtp
                listen = 127.0.0.1
                ssl = yes
                ssl_cert = <%8$s
                ssl_key = <%1$s/key.pem
                disable_plaintext_auth = no
                auth_failure_delay = 0
                mail_location = maildir:~/Maildir
                mail_max_userip_connections = 100
                first_valid_uid = 1
                first_valid_gid = 1
                passdb {
                  driver = passwd-file
                  args = scheme=PLAIN username_format=%%u %1$s/users/%%u
                }
                userdb {
                  driver = static
                  args = uid=%2$s gid=%2$s home=%1$s/mail/%%u allow_all_users=yes
                }
                namespace inbox {
                  inbox = yes
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = %3$d
                  }
                  inet_listener imaps {
                    port = %4$d
                  }
                }
                service pop3-login {
                  chroot =
                  inet_listener pop3 {
                    port = %5$d
                  }
                  inet_listener pop3s {
                    port = %6$d
                  }
                }
                service lmtp {
                  inet_listener lmtp {
                    port = %7$d
                  }
                }
                service anvil {
                  chroot =
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                service stats {
                  chroot =
                }
                """.formatted(
                                directory,
                                mailUser,
                                ports.get(0),
                                ports.get(1),
                                ports.get(2),
                                ports.get(3),
                                ports.get(4),
                                certificate)
                + users;
    }

    /** Port of IMAP, with STARTTLS on offer. */
    public int imapPort() {
        return ports.get(0);
    }

    /** Port of IMAP behind TLS. */
    public int imapsPort() {
        return ports.get(1);
    }

    /** Port of POP3, with STLS on offer. */
    public int pop3Port() {
        return ports.get(2);
    }

    /** Port of POP3 behind TLS. */
    public int pop3sPort() {
        return ports.get(3);
    }

    /** Port of LMTP, for a mail transfer agent to deliver to. */
    public int lmtpPort() {
        return ports.get(4);
    }

    /** A PEM file with its certificate. */
    public Path certificate() {
        return certificate.pem();
    }

    /** Adds a user, or changes the password of one. */
    public void user(String name, String password) {
        // A file for each: Dovecot looks at most once a second whether one has changed
        replace(directory.resolve("users").resolve(name), Bytes.of(name + ":{PLAIN}" + password + "::::::\n"));
        if (!Files.exists(maildir(name))) {
            Stream.of("new", "cur", "tmp")
                    .forEach(part -> makeDirectory(maildir(name).resolve(part)));
        }
    }

    /** Puts a mail into the user's INBOX, as a local delivery agent does. */
    public void deliver(String user, Bytes mail) {
        if (!Files.exists(maildir(user))) {
            user(user, PASSWORD);
        }
        long number = delivered.incrementAndGet();
        String name = "%d.M%dP%dQ%d.localhost"
                .formatted(
                        System.currentTimeMillis() / 1000,
                        number,
                        ProcessHandle.current().pid(),
                        number);
        Path tmp = maildir(user).resolve("tmp").resolve(name);
        try {
            Files.write(tmp, mail.toArray());
            own(tmp, mailUser);
            Files.move(tmp, maildir(user).resolve("new").resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mails in a folder of a user, in no order; {@code INBOX} or a folder's name. Empty when there is no such folder. */
    public List<Bytes> mails(String user, String folder) {
        Path maildir = folder.equals("INBOX") ? maildir(user) : maildir(user).resolve("." + folder);
        List<Bytes> mails = new ArrayList<>();
        for (String part : List.of("new", "cur")) {
            mails.addAll(filesIn(maildir.resolve(part)).stream()
                    .map(DovecotServer::read)
                    .toList());
        }
        return mails;
    }

    /** How many mails there are in a folder of a user. */
    public int count(String user, String folder) {
        Path maildir = folder.equals("INBOX") ? maildir(user) : maildir(user).resolve("." + folder);
        return filesIn(maildir.resolve("new")).size()
                + filesIn(maildir.resolve("cur")).size();
    }

    /** Throws Dovecot's memory of the INBOX away: at the next opening it has another UIDVALIDITY. */
    public void forgetUids(String user) {
        filesIn(maildir(user)).stream()
                .filter(Files::isRegularFile)
                .filter(file -> file.getFileName().toString().startsWith("dovecot"))
                .forEach(file -> file.toFile().delete());
    }

    /** As {@link #forgetUids}, and chooses the UIDVALIDITY at the next opening, which may be below the last. */
    public void resetUids(String user, int uidValidity) {
        forgetUids(user);
        String list = "3 V%d N1 G%032x\n".formatted(uidValidity, delivered.incrementAndGet());
        replace(maildir(user).resolve("dovecot-uidlist"), Bytes.of(list));
    }

    /** What Dovecot logged. */
    public String log() {
        Path log = directory.resolve("dovecot.log");
        return Files.exists(log)
                ? read(log).utf8()
                : read(directory.resolve("output.log")).utf8();
    }

    /** Puts a certificate that is valid now in the place of its own, and takes it up as an administrator would. */
    public void renewCertificate() {
        try {
            Path fresh = Files.createDirectory(directory.resolve("renewed"));
            TestCertificate renewed = TestCertificate.forLocalhost(fresh);
            renewed.writeKey(directory.resolve("key.pem"));
            Files.copy(renewed.pem(), certificate.pem(), StandardCopyOption.REPLACE_EXISTING);
            Commands.run(List.of("kill", "-HUP", String.valueOf(process.pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops it and removes all its files. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Leftovers.remove(directory);
    }

    private void awaitListening() {
        await().atMost(START)
                .until(() -> !process.isAlive()
                        || Stream.of(imapPort(), pop3Port(), lmtpPort()).allMatch(DovecotServer::isListening));
        if (!process.isAlive()) {
            throw new IllegalStateException("Dovecot did not start: " + log());
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Path maildir(String user) {
        return directory.resolve("mail").resolve(user).resolve("Maildir");
    }

    private void makeDirectory(Path path) {
        Path parent = Objects.requireNonNull(path.getParent());
        if (!Files.exists(parent)) {
            makeDirectory(parent);
        }
        try {
            Files.createDirectory(path);
            own(path, mailUser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void own(Path path, String user) throws IOException {
        if (System.getProperty("user.name").equals(ROOT)) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        }
    }

    private void replace(Path file, Bytes content) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.write(fresh, content.toArray());
            own(fresh, mailUser);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> filesIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bytes read(Path file) {
        try {
            return Bytes.wrap(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
