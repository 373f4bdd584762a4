package org.postroom.app.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.postroom.agent.Department;
import org.postroom.config.Conf;
import org.postroom.config.ConfLoader;
import org.postroom.config.ConfSource;
import org.postroom.config.Overrides;
import org.postroom.config.Problems;
import org.postroom.outbound.SmtpAccountSettings;

/** The shipped conf, with the demo's mail server and data directory in place of the company's. */
final class DemoConf {
    private DemoConf() {}

    /** The shipped conf as it is; throws IllegalStateException with all its problems if somebody broke it. */
    static Conf shipped(Path confDirectory) {
        return switch (ConfLoader.load(confDirectory, Map.of())) {
            case Conf conf -> conf;
            case Problems problems ->
                throw new IllegalStateException(
                        "The demo plays on " + confDirectory + ", which has mistakes:\n" + problems);
        };
    }

    /** The conf to play on. */
    static ConfSource playing(Path confDirectory, Conf shipped, DemoMailServer server, Path data) throws IOException {
        Map<String, Map<String, String>> files = new HashMap<>();
        int port = freePort();
        files.put(
                "postroom",
                Map.of(
                        "data-directory",
                        data.toString(),
                        "web.port",
                        String.valueOf(port),
                        "public-url",
                        "http://" + DemoMailServer.HOST + ":" + port + "/"));
        shipped.organisation()
                .departments()
                .forEach(department -> files.put("departments/" + department.id(), department(department, server)));
        shipped.smtpAccounts().forEach((id, account) -> files.put("smtp/" + id, smtp(account, server)));
        return new ConfSource(confDirectory, Map.of(), new Overrides(files));
    }

    /** A port that was free a moment ago: the page's address stands in mails, so it must be known before the page is served. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral(DemoMailServer.HOST))) {
            return socket.getLocalPort();
        }
    }

    private static Map<String, String> department(Department department, DemoMailServer server) {
        boolean pop = department.address().equals(DemoPeople.SALES);
        return Map.of(
                "plus-addresses",
                "off", // to GreenMail every address is a mailbox of its own
                "mailbox.protocol",
                pop ? "pop3" : "imap",
                "mailbox.host",
                DemoMailServer.HOST,
                "mailbox.port",
                String.valueOf(pop ? server.pop3Port() : server.imapPort()),
                "mailbox.security",
                "none",
                "mailbox.user",
                department.address().value(),
                "mailbox.password",
                DemoMailServer.PASSWORD,
                "mailbox.import-interval",
                "1s");
    }

    private static Map<String, String> smtp(SmtpAccountSettings account, DemoMailServer server) {
        return Map.of(
                "host",
                DemoMailServer.HOST,
                "port",
                String.valueOf(server.smtpPort()),
                "security",
                "none",
                "user",
                account.identity().address().value(),
                "password",
                DemoMailServer.PASSWORD,
                "null-sender",
                "off", // GreenMail does not know the null path
                "mails-per-minute",
                "0");
    }
}
