package org.postroom.testing;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;

/** How an {@link SmtpSink} behaves where it does not simply take everything. */
public interface SmtpScript {
    /** At the end of a reply: say it, then hang up. */
    String THEN_HANG_UP = " \b";

    /** No surprises. */
    SmtpScript TAKES_EVERYTHING = new SmtpScript() {};

    /** What to do at a command; {@code CONNECT}, {@code LOGIN user:password} and {@code .} count as commands. */
    default Step at(String command) {
        return usual -> usual;
    }

    /** The reply to EHLO. */
    default String greeting(boolean encrypted) {
        return "250-sink.example.net\r\n250-PIPELINING\r\n250-SIZE 104857600\r\n250 ENHANCEDSTATUSCODES";
    }

    /** Whether TLS begins with the connection. */
    default boolean tlsFromStart() {
        return false;
    }

    /** The server's side of the TLS handshake. */
    default SSLSocket encrypt(Socket socket) throws IOException {
        throw new EOFException("No TLS here");
    }

    /** What is done at a command. */
    @FunctionalInterface
    interface Step {
        /** Returns the reply, perhaps the usual one; throws to hang up without one. */
        String perform(String usual) throws IOException;
    }
}
