package org.postroom.outbound.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.postroom.fuzz.Hold;

/** Whatever an SMTP server says, it is replies of printable text until it is a fault. */
public final class SmtpReplyFuzz {
    private SmtpReplyFuzz() {}

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            Wire wire = new Wire(new Saying(data));
            while (true) {
                Reply reply = wire.read(PATIENCE);
                Hold.that(reply.code() >= 200 && reply.code() <= 599, "code " + reply.code());
                Hold.that(!reply.lines().isEmpty(), "a reply without a line");
                reply.lines()
                        .forEach(line ->
                                Hold.that(line.codePoints().noneMatch(Character::isISOControl), "control in a reply"));
            }
        } catch (IOException fault) {
            Hold.that(fault.getMessage() != null, "a fault without words");
        }
    }

    private static final class Saying extends Socket {
        private final InputStream words;

        Saying(byte[] words) {
            this.words = new ByteArrayInputStream(words);
        }

        @Override
        public InputStream getInputStream() {
            return words;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public void setSoTimeout(int millis) {
            // There is nothing to wait for
        }
    }
}
