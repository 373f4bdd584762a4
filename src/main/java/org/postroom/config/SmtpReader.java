package org.postroom.config;

import java.util.Optional;
import org.postroom.agent.SmtpAccountId;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.outbound.SmtpAccountSettings.Identity;
import org.postroom.outbound.SmtpAccountSettings.Limits;
import org.postroom.outbound.SmtpAccountSettings.Login;
import org.postroom.outbound.SmtpAccountSettings.Security;
import org.postroom.outbound.SmtpAccountSettings.Server;
import org.postroom.outbound.SmtpAccountSettings.Timeouts;

/** Reads {@code smtp/ID.properties}. */
final class SmtpReader {
    private static final SmtpKeys KEYS = SmtpKeys.KEYS;

    private final Folder folder;

    SmtpReader(Folder folder) {
        this.folder = folder;
    }

    Optional<SmtpAccountSettings> read(String id, Values values) {
        Optional<Server> server = server(values);
        Optional<Login> login = login(values);
        Optional<Identity> identity = identity(values);
        Limits limits = new Limits(values.get(KEYS.connections), values.get(KEYS.mailsPerMinute));
        Timeouts timeouts = timeouts(values);
        return server.flatMap(at ->
                identity.map(as -> new SmtpAccountSettings(new SmtpAccountId(id), at, login, as, limits, timeouts)));
    }

    private Optional<Server> server(Values values) {
        Security security = values.get(KEYS.security);
        int port = values.find(KEYS.port).orElse(security.defaultPort());
        Optional<String> ehlo = values.find(KEYS.ehloName);
        return values.find(KEYS.host)
                .map(host -> new Server(
                        host, port, security, CertificateFile.find(values, KEYS.trustedCertificates, folder), ehlo));
    }

    private static Optional<Login> login(Values values) {
        boolean user = values.has(KEYS.user);
        if (user != values.has(KEYS.password)) {
            values.fault(user ? KEYS.password : KEYS.user, "nothing", "user and password, or neither of them", "");
        }
        Optional<Secret> password = values.find(KEYS.password);
        return values.find(KEYS.user).flatMap(name -> password.map(secret -> new Login(name, secret)));
    }

    private static Optional<Identity> identity(Values values) {
        Optional<EmailAddress> sender = values.find(KEYS.envelopeSender);
        String name = values.find(KEYS.displayName).orElse("");
        boolean nullSender = values.get(KEYS.nullSender);
        return values.find(KEYS.address)
                .map(address -> new Identity(address, name, sender.orElse(address), nullSender));
    }

    private static Timeouts timeouts(Values values) {
        var connect = values.get(KEYS.connectTimeout);
        var reply = values.get(KEYS.replyTimeout);
        var endOfData = values.get(KEYS.endOfDataTimeout);
        var mail = values.get(KEYS.mailTimeout);
        if (mail.compareTo(endOfData) > 0) {
            return new Timeouts(connect, reply, endOfData, mail);
        }
        values.fault(KEYS.mailTimeout, "a time not longer than end-of-data-timeout", "a longer time than that", "");
        return Timeouts.DEFAULT;
    }
}
