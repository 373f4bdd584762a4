package org.postroom.mailbox.pop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.postroom.mailbox.Link;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxException.Kind;
import org.postroom.mailbox.MailboxSettings;
import org.postroom.mailbox.MailboxSettings.Login;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.pop.PopWire.Reply;

/** From the greeting to the transaction state (RFC 1939 section 4), never with less protection than asked for. */
final class PopLogin {
    private final Link link;
    private final PopWire wire;

    PopLogin(Link link, PopWire wire) {
        this.link = link;
        this.wire = wire;
    }

    /** Logs in and returns what the server says it can do (RFC 2449), each capability without its parameters. */
    Set<String> login(MailboxSettings settings) throws MailboxException {
        greeting();
        Set<String> capabilities = capabilities();
        if (settings.server().security() == Security.STARTTLS) {
            startTls(capabilities);
            capabilities = capabilities();
        }
        authenticate(settings.login(), capabilities);
        return capabilities();
    }

    private void greeting() throws MailboxException {
        Reply greeting = firstReply();
        if (!greeting.ok()) {
            throw refusal(greeting, Kind.UNAVAILABLE);
        }
    }

    private Reply firstReply() throws MailboxException {
        try {
            return wire.reply();
        } catch (MailboxException e) {
            throw e.kind() == Kind.GARBLED
                    ? new MailboxException(Kind.NOT_SUCH_A_SERVER, "it greets with “" + e.detail() + "”", e)
                    : e;
        }
    }

    private Set<String> capabilities() throws MailboxException {
        Set<String> capabilities = new HashSet<>();
        for (String line : wire.askLines("CAPA").orElse(List.of())) {
            String capability = line.strip().toUpperCase(Locale.ROOT);
            int space = capability.indexOf(' ');
            capabilities.add(space < 0 ? capability : capability.substring(0, space));
            if (capability.startsWith("SASL ")) {
                List.of(capability.split(" +")).forEach(mechanism -> capabilities.add("SASL " + mechanism));
            }
        }
        return capabilities;
    }

    /** RFC 2595 section 4. A server too old for CAPA may know STLS all the same, so it is asked in any case. */
    private void startTls(Set<String> capabilities) throws MailboxException {
        if (!capabilities.isEmpty() && !capabilities.contains("STLS")) {
            throw new MailboxException(Kind.NO_STARTTLS, "");
        }
        Reply reply = wire.ask("STLS");
        if (!reply.ok()) {
            throw new MailboxException(Kind.NO_STARTTLS, reply.words());
        }
        link.startTls();
    }

    private void authenticate(Login login, Set<String> capabilities) throws MailboxException {
        boolean userCommand = capabilities.isEmpty() || capabilities.contains("USER");
        Reply reply = !userCommand && capabilities.contains("SASL PLAIN") ? plain(login) : userAndPass(login);
        if (!reply.ok()) {
            throw refusal(reply, Kind.LOGIN_REFUSED);
        }
    }

    /** SASL PLAIN (RFC 4616, RFC 5034) in two steps, which every server with AUTH knows. */
    private Reply plain(Login login) throws MailboxException {
        wire.send(List.of("AUTH PLAIN"));
        if (!wire.isAskedForMore()) {
            return wire.reply();
        }
        String credentials = "\0" + login.user() + "\0" + login.password().reveal();
        return wire.ask(Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)));
    }

    private Reply userAndPass(Login login) throws MailboxException {
        Reply user = wire.ask("USER " + oneLine(login.user()));
        return user.ok() ? wire.ask("PASS " + oneLine(login.password().reveal())) : user;
    }

    private static String oneLine(String text) throws MailboxException {
        if (text.chars().anyMatch(character -> character < 0x20)) {
            throw new MailboxException(Kind.LOGIN_REFUSED, "user or password hold a control character");
        }
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** Response codes of RFC 2449 section 8 and RFC 3206 tell a wrong password from what passes. */
    private static MailboxException refusal(Reply reply, Kind otherwise) {
        Optional<Kind> told = reply.hasCode("IN-USE")
                ? Optional.of(Kind.IN_USE)
                : reply.hasCode("SYS/") || reply.hasCode("LOGIN-DELAY")
                        ? Optional.of(Kind.UNAVAILABLE)
                        : Optional.empty();
        return new MailboxException(told.orElse(otherwise), reply.words());
    }
}
