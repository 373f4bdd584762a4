package org.postroom.outbound.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.postroom.outbound.AccountFault;
import org.postroom.outbound.MailTransport;
import org.postroom.outbound.SmtpAccountSettings;
import org.postroom.outbound.SmtpAccountSettings.Server;
import org.postroom.schedule.Watchdog;

/** Hands mails to SMTP servers. */
public final class SmtpSender implements MailTransport {
    @Override
    public Opening open(SmtpAccountSettings account) {
        try {
            return new Opening.Open(connect(account));
        } catch (RefusedException e) {
            return new Opening.Unavailable(new AccountFault(e.kind(), Sentences.of(account, e.what())));
        } catch (IOException e) {
            return new Opening.Unavailable(
                    new AccountFault(AccountFault.Kind.SERVER, Sentences.connecting(account, e)));
        }
    }

    private static SmtpConnection connect(SmtpAccountSettings account) throws IOException {
        Socket socket = socket(account);
        try (Watchdog watchdog = Watchdog.over(account.timeouts().mail(), () -> SmtpConnection.closeQuietly(socket))) {
            return greet(socket, account, watchdog);
        }
    }

    private static SmtpConnection greet(Socket socket, SmtpAccountSettings account, Watchdog watchdog)
            throws IOException {
        try {
            return Handshake.over(socket, account);
        } catch (IOException e) {
            SmtpConnection.closeQuietly(socket);
            throw watchdog.hasBitten() ? new SocketTimeoutException("The whole of it took too long") : e;
        }
    }

    /** Tries each address of the host in turn: the first may be one that leads nowhere from here. */
    private static Socket socket(SmtpAccountSettings account) throws IOException {
        Server server = account.server();
        IOException failure = new IOException("the host has no address");
        for (InetAddress address : InetAddress.getAllByName(server.host())) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(
                        new InetSocketAddress(address, server.port()),
                        Math.toIntExact(account.timeouts().connect().toMillis()));
                return socket;
            } catch (IOException e) {
                SmtpConnection.closeQuietly(socket);
                failure = e;
            }
        }
        throw failure;
    }
}
