package org.postroom.outbound.smtp;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.outbound.Orders;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.outbound.SmtpAccountSettings.Identity;
import org.postroom.outbound.SmtpAccountSettings.Limits;
import org.postroom.outbound.SmtpAccountSettings.Login;
import org.postroom.outbound.SmtpAccountSettings.Security;
import org.postroom.outbound.SmtpAccountSettings.Server;
import org.postroom.outbound.SmtpAccountSettings.Timeouts;

/** Accounts on servers of this machine, with little patience. */
public final class Accounts {
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Timeouts IMPATIENT = new Timeouts(Duration.ofSeconds(5), SHORT, SHORT, Duration.ofSeconds(3));
    private static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private Accounts() {}

    /** In clear, without login; gives up on a silent server soon. */
    public static SmtpAccountSettings impatient(int port) {
        return with(server(port, Security.NONE, Optional.empty()), Optional.empty(), IMPATIENT);
    }

    /** In clear, without login. */
    public static SmtpAccountSettings plain(int port) {
        return with(server(port, Security.NONE, Optional.empty()), Optional.empty(), PATIENT);
    }

    static SmtpAccountSettings withLogin(int port, String user, String password) {
        return with(
                server(port, Security.NONE, Optional.empty()),
                Optional.of(new Login(user, Secret.of(password))),
                PATIENT);
    }

    /** With TLS, trusting these certificates only, or the system's. */
    public static SmtpAccountSettings secure(int port, Security security, Optional<Path> trusted) {
        return with(server(port, security, trusted), Optional.empty(), PATIENT);
    }

    /** In clear, on another host; gives up soon on a server that does not answer. */
    public static SmtpAccountSettings hasty(String host, int port) {
        Server server = new Server(host, port, Security.NONE, Optional.empty(), Optional.empty());
        return with(
                server,
                Optional.empty(),
                new Timeouts(SHORT, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(10)));
    }

    private static Server server(int port, Security security, Optional<Path> trusted) {
        return new Server("localhost", port, security, trusted, Optional.empty());
    }

    private static SmtpAccountSettings with(Server server, Optional<Login> login, Timeouts timeouts) {
        return new SmtpAccountSettings(
                Orders.ACME,
                server,
                login,
                Identity.of(EmailAddress.of("support@example.com"), "Acme Support"),
                new Limits(1, 0),
                timeouts);
    }
}
