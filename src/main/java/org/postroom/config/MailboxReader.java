package org.postroom.config;

import java.util.Optional;
import org.postroom.mail.Secret;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.mailbox.MailboxSettings.AfterImport;
import org.postroom.mailbox.MailboxSettings.Login;
import org.postroom.mailbox.MailboxSettings.Protocol;
import org.postroom.mailbox.MailboxSettings.Rhythm;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;

/** Reads the keys {@code mailbox.…} of a department. */
final class MailboxReader {
    private static final MailboxKeys KEYS = DepartmentKeys.KEYS.mailbox;

    private final Folder folder;

    MailboxReader(Folder folder) {
        this.folder = folder;
    }

    /** Empty when the department has no mailbox, or it has problems. */
    Optional<MailboxSettings> read(Values values) {
        return values.hasAny(MailboxKeys.PREFIX) ? mailbox(values) : Optional.empty();
    }

    private Optional<MailboxSettings> mailbox(Values values) {
        Protocol protocol = values.get(KEYS.protocol);
        String importFolder = values.get(KEYS.folder);
        Rhythm rhythm = rhythm(values);
        Optional<Server> server = server(values, protocol);
        Optional<Login> login = login(values);
        Optional<AfterImport> after = afterImport(values, protocol);
        return server.flatMap(at -> login.flatMap(
                as -> after.map(then -> new MailboxSettings(protocol, at, as, importFolder, then, rhythm))));
    }

    private Optional<Server> server(Values values, Protocol protocol) {
        Security security = values.get(KEYS.security);
        int port = values.find(KEYS.port).orElse(protocol.defaultPort(security));
        var certificates = CertificateFile.find(values, KEYS.trustedCertificates, folder);
        return required(values, KEYS.host).map(host -> new Server(host, port, security, certificates));
    }

    private static Optional<Login> login(Values values) {
        Optional<Secret> password = required(values, KEYS.password);
        Optional<String> user = values.has(KEYS.user)
                ? values.find(KEYS.user)
                : values.find(DepartmentKeys.KEYS.address).map(Object::toString);
        return user.flatMap(name -> password.map(secret -> new Login(name, secret)));
    }

    private static Optional<AfterImport> afterImport(Values values, Protocol protocol) {
        MailboxKeys.AfterImport after = values.get(KEYS.afterImport);
        if (protocol == Protocol.POP3 && after == MailboxKeys.AfterImport.MOVE) {
            values.fault(KEYS.afterImport, "'move' with protocol = pop3, which has no folders", "leave or delete", "");
            return Optional.empty();
        }
        return switch (after) {
            case LEAVE -> Optional.of(new AfterImport.Leave());
            case DELETE -> Optional.of(new AfterImport.Delete());
            case MOVE ->
                required(values, KEYS.moveTo)
                        .filter(target -> !isImportFolder(values, target))
                        .map(AfterImport.MoveTo::new);
        };
    }

    private static boolean isImportFolder(Values values, String target) {
        boolean same = target.equalsIgnoreCase(values.get(KEYS.folder));
        if (same) {
            values.fault(KEYS.moveTo, "the folder that is imported", "another folder", "");
        }
        return same;
    }

    private static Rhythm rhythm(Values values) {
        return new Rhythm(
                values.get(KEYS.importInterval),
                values.get(KEYS.idle),
                new Timeouts(
                        values.get(KEYS.connectTimeout), values.get(KEYS.readTimeout), values.get(KEYS.pollTimeout)));
    }

    /** Keys that must be there once there is a mailbox. */
    private static <T> Optional<T> required(Values values, Key<T> key) {
        if (!values.has(key)) {
            values.fault(key, "nothing", key.type().allowed(), "This key must be there, since other mailbox keys are.");
        }
        return values.find(key);
    }
}
