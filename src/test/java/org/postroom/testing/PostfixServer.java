package org.postroom.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * Debian's Postfix with configuration, queue and data of its own in a temporary directory, on a free loopback port. It takes
 * mail for everybody from this machine, but refuses {@code nobody@example.org} and puts off {@code later@example.org}. Mark
 * tests that use it with {@code @NeedsProgram("postfix")}; they are skipped unless run as root, which Postfix must be started by.
 */
public final class PostfixServer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final List<String> SERVICES = List.of(
            "pickup unix n - n 60 1 pickup",
            "cleanup unix n - n - 0 cleanup",
            "qmgr unix n - n 300 1 qmgr",
            "rewrite unix - - n - - trivial-rewrite",
            "bounce unix - - n - 0 bounce",
            "defer unix - - n - 0 bounce",
            "trace unix - - n - 0 bounce",
            "flush unix n - n 1000? 0 flush",
            "proxymap unix - - n - - proxymap",
            "smtp unix - - n - - smtp",
            "lmtp unix - - n - - lmtp",
            "error unix - - n - - error",
            "retry unix - - n - - error",
            "anvil unix - - n - 1 anvil",
            "scache unix - - n - 1 scache",
            "tlsmgr unix - - n 1000? 1 tlsmgr",
            "postlog unix-dgram n - n - 1 postlogd");

    private final Path directory;
    private final int port;
    private final Process process;

    private PostfixServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** One that hands all mail on to a server on this port, such as an {@link SmtpSink}; further settings win. */
    public static PostfixServer relaying(int smtpPort, String... settings) {
        return start("smtp:[127.0.0.1]:" + smtpPort, settings);
    }

    /** One that delivers all mail to Dovecot's mailboxes, by LMTP; further settings win. */
    public static PostfixServer delivering(DovecotServer dovecot, String... settings) {
        return start("lmtp:inet:127.0.0.1:" + dovecot.lmtpPort(), settings);
    }

    /**
     * Settings of a submission server: STARTTLS first, then a login that Dovecot's auth service on this port checks.
     *
     * @param directory where the certificate's key can be written
     */
    public static String[] submission(TestCertificate certificate, Path directory, int authPort) {
        return new String[] {
            "smtpd_tls_security_level = encrypt",
            "smtpd_tls_cert_file = " + certificate.pem(),
            "smtpd_tls_key_file = " + certificate.writeKey(directory.resolve("postfix-key.pem")),
            "smtpd_sasl_auth_enable = yes",
            "smtpd_sasl_type = dovecot",
            "smtpd_sasl_path = inet:127.0.0.1:" + authPort,
            "smtpd_relay_restrictions = permit_sasl_authenticated, reject"
        };
    }

    private static PostfixServer start(String transport, String... settings) {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "Postfix can be started by root only");
        try {
            Path directory = Files.createTempDirectory(
                    "postroom-postfix",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            int port = FreePorts.find(1).getFirst();
            configure(directory, port, transport, settings);
            Commands.run(List.of("postfix", "-c", conf(directory).toString(), "check"));
            PostfixServer server = new PostfixServer(directory, port, launch(directory));
            server.awaitListening();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void configure(Path directory, int port, String transport, String... settings) throws IOException {
        Files.createDirectories(conf(directory));
        Files.createDirectories(directory.resolve("queue"));
        Path data = Files.createDirectories(directory.resolve("data"));
        Commands.run(List.of("chown", "postfix", data.toString()));
        Files.writeString(
                conf(directory).resolve("main.cf"), main(directory, transport) + String.join("\n", settings) + "\n");
        Files.writeString(
                conf(directory).resolve("master.cf"),
                "127.0.0.1:" + port + " inet n - n - - smtpd\n" + String.join("\n", SERVICES) + "\n");
    }

    private static String main(Path directory, String transport) {
        return """
                compatibility_level = 3.6
                queue_directory = %1$s/queue
                data_directory = %1$s/data
                maillog_file = %1$s/log
                maillog_file_prefixes = %1$s
                command_directory = /usr/sbin
                daemon_directory = /usr/lib/postfix/sbin
                mail_owner = postfix
                setgid_group = postdrop
                myhostname = postfix.example.net
                mydestination =
                mynetworks = 127.0.0.0/8
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                alias_maps =
                alias_database =
                local_recipient_maps =
                smtp_dns_support_level = disabled
                smtp_host_lookup = native
                default_transport = %2$s
                in_flow_delay = 0s
                smtpd_client_connection_count_limit = 0
                smtpd_relay_restrictions = permit_mynetworks, reject
                smtpd_recipient_restrictions =
                    check_recipient_access inline:{nobody@example.org=REJECT,later@example.org=DEFER}
                """.formatted(directory, transport);
    }

    private static Path conf(Path directory) {
        return directory.resolve("conf");
    }

    /** In a session of its own, so that it can end its processes together, and only those. */
    private static Process launch(Path directory) throws IOException {
        Process process = new ProcessBuilder(
                        "setsid",
                        "/usr/lib/postfix/sbin/master",
                        "-c",
                        conf(directory).toString(),
                        "-d")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        return process;
    }

    private void awaitListening() {
        await().atMost(START).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("Postfix ended: " + log());
            }
            return listens();
        });
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '2';
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it takes mail. */
    public int port() {
        return port;
    }

    /** What it logged so far. */
    public String log() {
        try {
            Path log = directory.resolve("log");
            return Files.readString(directory.resolve("output.log")) + (Files.exists(log) ? Files.readString(log) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        await().atMost(START).until(() -> !process.isAlive());
        Leftovers.remove(directory);
    }
}
