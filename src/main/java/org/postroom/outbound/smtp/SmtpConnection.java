package org.postroom.outbound.smtp;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.postroom.mail.Bytes;
import org.postroom.outbound.Envelope;
import org.postroom.outbound.MailTransport.Connection;
import org.postroom.outbound.MailTransport.Transmission;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.schedule.Watchdog;

/** A connection that takes mail. */
final class SmtpConnection implements Connection {
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final Socket transport;
    private final Wire wire;
    private final Features features;
    private final SmtpAccountSettings account;
    private int mails;
    private boolean usable = true;
    private boolean clean = true;

    /**
     * A connection ready for mail.
     *
     * @param transport the socket below any TLS, which can be closed whatever the wire is doing
     */
    SmtpConnection(Socket transport, Wire wire, Features features, SmtpAccountSettings account) {
        this.transport = transport;
        this.wire = wire;
        this.features = features;
        this.account = account;
    }

    @Override
    public Transmission send(Envelope envelope, Bytes mail) {
        SmtpTransaction transaction = new SmtpTransaction(wire, features, account.timeouts(), clean);
        try (Watchdog watchdog = Watchdog.over(account.timeouts().mail(), () -> closeQuietly(transport))) {
            Transmission transmission = transaction.run(envelope, mail, mails > 0, watchdog::hasBitten);
            usable = transaction.isConnectionUsable();
            clean = transaction.isConnectionClean();
            mails++;
            return transmission;
        }
    }

    @Override
    public boolean isUsable() {
        return usable;
    }

    @Override
    public void close() {
        try {
            if (usable) {
                usable = false;
                wire.ask("QUIT", FAREWELL);
            }
        } catch (IOException e) {
            // It is closed in any case; a server that does not say good-bye has all the same had its mail
        } finally {
            closeQuietly(transport);
        }
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is lost: what counts was answered before, or counts as not answered
        }
    }
}
