package org.postroom.mailbox.pop;

import java.time.Duration;
import java.util.Optional;
import org.postroom.fuzz.Hold;
import org.postroom.fuzz.SilentServer;
import org.postroom.mail.Scratch;
import org.postroom.mailbox.Link;
import org.postroom.mailbox.MailboxException;
import org.postroom.mailbox.MailboxSettings.Security;
import org.postroom.mailbox.MailboxSettings.Server;
import org.postroom.mailbox.MailboxSettings.Timeouts;
import org.postroom.mailbox.Trust;

/** Whatever a POP3 server says, it is replies, listings and mails until it is a fault. */
public final class PopFuzz {
    private PopFuzz() {}

    private static final SilentServer SERVER = SilentServer.start();
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5));

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        Server server = new Server("127.0.0.1", SERVER.saying(data), Security.NONE, Optional.empty());
        try (Link link = Link.to(server, TIMEOUTS, new Trust())) {
            PopWire wire = new PopWire(link, Scratch.none());
            while (true) {
                wire.ask("STAT").hasCode("IN-USE");
                Uidls uidls = Uidls.read(wire.askLines("UIDL").orElse(java.util.List.of()));
                uidls.of(1).ifPresent(uid -> Hold.that(!uid.isEmpty() && uid.length() <= 190, "UIDL " + uid));
                PopWire.Body body = wire.body(10, KEEP);
                Hold.that(body.content().size() <= KEEP && body.content().size() <= body.size(), "kept too much");
            }
        } catch (MailboxException fault) {
            Hold.that(fault.getMessage() != null, "a fault without words");
        }
    }

    private static final int KEEP = 1_000;
}
