package org.postroom.mailbox.imap;

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

/** From the greeting to the authenticated state (RFC 3501 section 3), never with less protection than asked for. */
final class ImapLogin {
    /** Real servers have a few dozen; one that never ends must not fill the memory. */
    private static final int MOST_CAPABILITIES = 10_000;

    private final Link link;
    private final ImapWire wire;
    private final Set<String> capabilities = new HashSet<>();

    ImapLogin(Link link, ImapWire wire) {
        this.link = link;
        this.wire = wire;
    }

    /** Logs in and returns what the server says it can do. */
    Set<String> login(MailboxSettings settings) throws MailboxException {
        boolean preauthenticated = greeting();
        if (settings.server().security() == Security.STARTTLS) {
            startTls(preauthenticated);
        }
        if (!preauthenticated) {
            authenticate(settings.login());
        }
        return Set.copyOf(capabilities);
    }

    private boolean greeting() throws MailboxException {
        Response greeting = firstResponse();
        boolean ready = greeting.is("OK") || greeting.is("PREAUTH");
        if (!ready) {
            throw new MailboxException(Kind.NOT_SUCH_A_SERVER, "it greets with “" + greeting.text() + "”");
        }
        learn(greeting);
        return greeting.is("PREAUTH");
    }

    private Response firstResponse() throws MailboxException {
        try {
            return wire.next();
        } catch (MailboxException e) {
            throw e.kind() == Kind.GARBLED
                    ? new MailboxException(Kind.NOT_SUCH_A_SERVER, "it greets with " + e.detail(), e)
                    : e;
        }
    }

    /**
     * A server that says PREAUTH leaves no room for STARTTLS, so that an attacker could use it to keep the connection in
     * the clear (RFC 9051 section 7.1.4): not with us.
     */
    private void startTls(boolean preauthenticated) throws MailboxException {
        askCapabilities();
        if (preauthenticated || !capabilities.contains("STARTTLS")) {
            throw new MailboxException(Kind.NO_STARTTLS, "");
        }
        Response done = wire.run("STARTTLS");
        if (!done.status().equals("OK")) {
            throw new MailboxException(Kind.NO_STARTTLS, done.words());
        }
        link.startTls();
        // What was said in the clear does not count (RFC 3501 section 6.2.1).
        capabilities.clear();
    }

    private void authenticate(Login login) throws MailboxException {
        askCapabilities();
        capabilities.removeIf(capability -> capability.equals("STARTTLS"));
        Response done = capabilities.contains("AUTH=PLAIN") ? plain(login) : loginCommand(login);
        if (!done.status().equals("OK")) {
            throw refusal(done);
        }
        capabilities.clear();
        learn(done);
        askCapabilities();
    }

    /** SASL PLAIN (RFC 4616), in one step where the server can (RFC 4959). */
    private Response plain(Login login) throws MailboxException {
        String credentials = "\0" + login.user() + "\0" + login.password().reveal();
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
        if (capabilities.contains("SASL-IR")) {
            return wire.run("AUTHENTICATE PLAIN " + encoded);
        }
        String tag = wire.send("AUTHENTICATE PLAIN");
        Optional<Response> refused = awaitContinuation(tag);
        if (refused.isPresent()) {
            return refused.get();
        }
        wire.sendLine(encoded);
        return wire.finish(tag, this::learn);
    }

    private Response loginCommand(Login login) throws MailboxException {
        if (capabilities.contains("LOGINDISABLED")) {
            throw new MailboxException(Kind.LOGIN_REFUSED, "it takes no password on a connection without TLS");
        }
        String user = login.user();
        String password = login.password().reveal();
        return isPrintable(user + password)
                ? wire.run("LOGIN " + FolderName.quote(user) + " " + FolderName.quote(password), this::learn)
                : loginByLiterals(bytesAsCharacters(user), bytesAsCharacters(password));
    }

    private Response loginByLiterals(String user, String password) throws MailboxException {
        String tag = wire.send("LOGIN {" + user.length() + "}");
        for (String line : List.of(user + " {" + password.length() + "}", password)) {
            Optional<Response> refused = awaitContinuation(tag);
            if (refused.isPresent()) {
                return refused.get();
            }
            wire.sendLine(line);
        }
        return wire.finish(tag, this::learn);
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(character -> character >= 0x20 && character <= 0x7e);
    }

    private static String bytesAsCharacters(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }

    /** Waits to be asked for more; a response that ends the command instead is returned. */
    private Optional<Response> awaitContinuation(String tag) throws MailboxException {
        Response response = wire.next();
        while (!response.isContinuation()) {
            if (response.isTagged(tag)) {
                return Optional.of(response);
            }
            response = wire.next();
        }
        return Optional.empty();
    }

    private static MailboxException refusal(Response done) {
        if (done.code("UNAVAILABLE").isPresent() || done.code("LIMIT").isPresent()) {
            return new MailboxException(Kind.UNAVAILABLE, done.words());
        }
        Kind kind = done.code("INUSE").isPresent() ? Kind.IN_USE : Kind.LOGIN_REFUSED;
        return new MailboxException(kind, done.words());
    }

    private void askCapabilities() throws MailboxException {
        if (capabilities.isEmpty()) {
            wire.run("CAPABILITY", this::learn);
        }
    }

    /** Takes capabilities from a CAPABILITY response or a response code of that name. */
    private void learn(Response response) {
        if (response.is("CAPABILITY")) {
            add(response.text().substring("* CAPABILITY".length()));
        } else {
            response.code("CAPABILITY").ifPresent(this::add);
        }
    }

    private void add(String list) {
        for (String capability : list.strip().split(" +", -1)) {
            if (capabilities.size() < MOST_CAPABILITIES) {
                capabilities.add(capability.toUpperCase(Locale.ROOT));
            }
        }
    }
}
