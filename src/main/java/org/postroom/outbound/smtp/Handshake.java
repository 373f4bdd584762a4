package org.postroom.outbound.smtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.postroom.outbound.AccountFault.Kind;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.outbound.SmtpAccountSettings.Login;
import org.postroom.outbound.SmtpAccountSettings.Security;

/** From a fresh connection to one that takes mail: greeting, EHLO, TLS, login. */
final class Handshake {
    private final SmtpAccountSettings account;
    private Wire wire;

    private Handshake(SmtpAccountSettings account, Wire wire) {
        this.account = account;
        this.wire = wire;
    }

    /**
     * Does it all.
     *
     * @throws RefusedException when the server says no, or lacks what the account's settings ask for
     * @throws IOException when the connection fails
     */
    static SmtpConnection over(Socket socket, SmtpAccountSettings account) throws IOException {
        boolean fromStart = account.server().security() == Security.TLS;
        Socket used = fromStart
                ? Trust.encrypt(socket, account.server(), account.timeouts().reply())
                : socket;
        return new Handshake(account, new Wire(used)).run(socket);
    }

    private SmtpConnection run(Socket transport) throws IOException {
        Reply greeting = wire.read(account.timeouts().reply());
        require(greeting, "greeted with");
        Features features = hello();
        if (account.server().security() == Security.STARTTLS) {
            startTls(features);
            features = hello();
        }
        if (account.login().isPresent()) {
            logIn(account.login().get(), features);
        }
        return new SmtpConnection(transport, wire, features, account);
    }

    private Features hello() throws IOException {
        String name = account.server()
                .ehloName()
                .orElseGet(() -> literal(wire.socket().getLocalAddress()));
        Reply reply = ask("EHLO " + name);
        if (reply.isPermanent()) {
            require(ask("HELO " + name), "answered to HELO");
            return Features.NONE;
        }
        require(reply, "answered to EHLO");
        return Features.of(reply);
    }

    /** RFC 3207. What the server sent before the handshake must not count after it: somebody else may have put it in. */
    private void startTls(Features features) throws IOException {
        if (!features.has("STARTTLS")) {
            throw new RefusedException(
                    Kind.SERVER,
                    "does not offer STARTTLS, and mail is not sent in clear instead. Set security to tls or none in "
                            + file() + " if that is how this server is meant to be used");
        }
        require(ask("STARTTLS"), "answered to STARTTLS");
        if (wire.hasUnread()) {
            throw new RefusedException(
                    Kind.SERVER, "sent something between STARTTLS and TLS; somebody may be tampering");
        }
        wire = new Wire(Trust.encrypt(
                wire.socket(), account.server(), account.timeouts().reply()));
    }

    private void logIn(Login login, Features features) throws IOException {
        if (features.hasAuth("PLAIN")) {
            check(
                    ask("AUTH PLAIN "
                            + base64("\0" + login.user() + "\0"
                                    + login.password().reveal())),
                    login);
        } else if (features.hasAuth("LOGIN")) {
            Reply reply = ask("AUTH LOGIN");
            reply = reply.code() == 334 ? ask(base64(login.user())) : reply;
            check(reply.code() == 334 ? ask(base64(login.password().reveal())) : reply, login);
        } else {
            throw new RefusedException(
                    Kind.LOGIN,
                    "offers no login by PLAIN or LOGIN"
                            + (account.server().security() == Security.NONE
                                    ? "; many servers do only over TLS: set security to starttls or tls in "
                                    : ". Remove user and password, or use another port, in ")
                            + file());
        }
    }

    private void check(Reply reply, Login login) throws RefusedException {
        if (!reply.isPositive()) {
            throw new RefusedException(
                    reply.isTransient() ? Kind.SERVER : Kind.LOGIN,
                    "refused the login of '" + login.user() + "': " + reply.text() + ". Check user and password in "
                            + file());
        }
    }

    private void require(Reply reply, String did) throws RefusedException {
        if (!reply.isPositive()) {
            throw new RefusedException(Kind.SERVER, did + ": " + reply.text());
        }
    }

    private Reply ask(String command) throws IOException {
        return wire.ask(command, account.timeouts().reply());
    }

    private String file() {
        return "conf/smtp/" + account.id() + ".properties";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 5321 section 4.1.3: what a host without a name of its own greets with. */
    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return address instanceof Inet6Address
                ? "[IPv6:" + (zone < 0 ? text : text.substring(0, zone)) + "]"
                : "[" + text + "]";
    }
}
