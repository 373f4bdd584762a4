package org.postroom.intake;

import java.util.Optional;
import org.postroom.mail.Headers;

/** Mails that go in circles: each server that passes one on adds a Received field (RFC 5321 section 6.3, loop detection). */
final class Hops {
    /** People's mails pass a dozen servers at most; many servers give up at this number themselves. */
    static final int MOST = 50;

    private Hops() {}

    /** Why a mail with this header is set aside; empty for one that came straight. */
    static Optional<String> tooMany(Headers headers) {
        int hops = headers.all("Received").size();
        return hops > MOST
                ? Optional.of("It was passed on by " + hops + " servers, more than the " + MOST
                        + " that a mail may pass: it goes in circles.")
                : Optional.empty();
    }
}
