package org.postroom.app.demo;

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
    static ConfSource playing(Path confDirectory, Conf shipped, DemoMailServer server, Path data) {
        Map<String, Map<String, String>> files = new HashMap<>();
        files.put("postroom", Map.of("data-directory", data.toString(), "web.port", "0"));
        shipped.organisation()
                .departments()
                .forEach(department -> files.put("departments/" + department.id(), department(department, server)));
        shipped.smtpAccounts().forEach((id, account) -> files.put("smtp/" + id, smtp(account, server)));
        return new ConfSource(confDirectory, Map.of(), new Overrides(files));
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
