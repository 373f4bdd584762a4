package org.postroom.mailbox.imap;

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

/** Whatever an IMAP server says, it is responses until it is a fault. */
public final class ImapFuzz {
    private ImapFuzz() {}

    private static final SilentServer SERVER = SilentServer.start();
    private static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(5));

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        Server server = new Server("127.0.0.1", SERVER.saying(data), Security.NONE, Optional.empty());
        try (Link link = Link.to(server, TIMEOUTS, new Trust())) {
            ImapWire wire = new ImapWire(link, Scratch.none());
            wire.keepOfLiterals(1_000);
            while (true) {
                look(wire.next());
            }
        } catch (MailboxException fault) {
            Hold.that(fault.getMessage() != null, "a fault without words");
        }
    }

    private static void look(Response response) {
        response.status();
        response.words();
        response.code("UIDVALIDITY");
        if (response.isNumbered("FETCH")) {
            FetchItems items = FetchItems.of(response);
            items.body().ifPresent(body -> Hold.that(body.content().size() <= body.size(), "more than announced"));
            Hold.that(response.number() >= 0, "a number below nothing");
        }
    }
}
