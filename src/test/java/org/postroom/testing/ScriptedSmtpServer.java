package org.postroom.testing;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP server that misbehaves on demand.
 *
 * <pre>{@code
 * server.at("RCPT TO:<bob@", Times.ONCE, reply("450 4.2.0 Greylisted"));
 * server.at(".", Times.ALWAYS, hangUp());
 * }</pre>
 */
public final class ScriptedSmtpServer extends SmtpSink {
    /** How often a rule holds. */
    public enum Times {
        ONCE,
        ALWAYS
    }

    private record Rule(String command, Times times, SmtpScript.Step step) {}

    private final Script script;

    private ScriptedSmtpServer(Script script) {
        super(script);
        this.script = script;
    }

    /** A server that takes everything, until told otherwise. */
    public static ScriptedSmtpServer start() {
        return new ScriptedSmtpServer(new Script(Optional.empty(), false, true));
    }

    /** The same without PIPELINING. */
    public static ScriptedSmtpServer startWithoutPipelining() {
        return new ScriptedSmtpServer(new Script(Optional.empty(), false, false));
    }

    /** One that offers STARTTLS. */
    public static ScriptedSmtpServer startWithStartTls(SSLContext tls) {
        return new ScriptedSmtpServer(new Script(Optional.of(tls), false, true));
    }

    /** One that speaks TLS from the first byte. */
    public static ScriptedSmtpServer startWithTls(SSLContext tls) {
        return new ScriptedSmtpServer(new Script(Optional.of(tls), true, true));
    }

    /** From now on, at commands that begin so (whatever their case), does this. Earlier rules go first. */
    public ScriptedSmtpServer at(String command, Times times, SmtpScript.Step step) {
        script.add(new Rule(command.toUpperCase(Locale.ROOT), times, step));
        return this;
    }

    /** Forgets all rules. */
    public void behave() {
        script.clear();
    }

    /** Adds words to what EHLO offers, such as {@code AUTH PLAIN}. */
    public ScriptedSmtpServer offer(String keyword) {
        script.offer(keyword);
        return this;
    }

    @Override
    public void close() {
        script.ended.countDown();
        super.close();
    }

    /** Says this. */
    public static SmtpScript.Step reply(String reply) {
        return usual -> reply;
    }

    /** Says this and hangs up. */
    public static SmtpScript.Step replyAndHangUp(String reply) {
        return usual -> reply + SmtpScript.THEN_HANG_UP;
    }

    /** Hangs up without a reply. */
    public static SmtpScript.Step hangUp() {
        return usual -> {
            throw new EOFException("scripted");
        };
    }

    /** Says nothing more, but stays. */
    public SmtpScript.Step hang() {
        return usual -> {
            try {
                script.ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new EOFException("scripted");
        };
    }

    private static final class Script implements SmtpScript {
        private final Optional<SSLContext> tls;
        private final boolean fromStart;
        private final boolean pipelining;
        private final List<Rule> rules = new ArrayList<>();
        private final List<String> offers = new ArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);

        Script(Optional<SSLContext> tls, boolean fromStart, boolean pipelining) {
            this.tls = tls;
            this.fromStart = fromStart;
            this.pipelining = pipelining;
        }

        synchronized void add(Rule rule) {
            rules.add(rule);
        }

        synchronized void clear() {
            rules.clear();
        }

        synchronized void offer(String keyword) {
            offers.add(keyword);
        }

        @Override
        public synchronized Step at(String command) {
            Optional<Rule> found = rules.stream()
                    .filter(rule -> command.toUpperCase(Locale.ROOT).startsWith(rule.command()))
                    .findFirst();
            found.filter(rule -> rule.times() == Times.ONCE).ifPresent(rules::remove);
            return found.map(Rule::step).orElse(usual -> usual);
        }

        @Override
        public synchronized String greeting(boolean encrypted) {
            List<String> lines = new ArrayList<>(List.of("scripted.example.net"));
            if (pipelining) {
                lines.add("PIPELINING");
            }
            if (tls.isPresent() && !encrypted) {
                lines.add("STARTTLS");
            }
            lines.addAll(offers);
            StringBuilder reply = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                boolean last = i == lines.size() - 1;
                reply.append("250")
                        .append(last ? " " : "-")
                        .append(lines.get(i))
                        .append(last ? "" : "\r\n");
            }
            return reply.toString();
        }

        @Override
        public boolean tlsFromStart() {
            return fromStart;
        }

        @Override
        public SSLSocket encrypt(Socket socket) throws IOException {
            SSLSocket encrypted = (SSLSocket) tls.orElseThrow(() -> new EOFException("No TLS here"))
                    .getSocketFactory()
                    .createSocket(socket, null, socket.getPort(), true);
            encrypted.setUseClientMode(false);
            encrypted.startHandshake();
            return encrypted;
        }
    }
}
