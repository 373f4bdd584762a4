package org.postroom.conversation;

import java.util.List;
import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Headers;
import org.postroom.ticket.TicketNumber;

/** No text holds a token that we did not make, and no result of a check vouches for a sender of itself. */
public final class TokenFuzz {
    private TokenFuzz() {}

    private static final EmailAddress SENDER = EmailAddress.of("carl@customer.example.org");

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        String text = Words.of(data);
        for (String token : TokenForm.findIn(text)) {
            Hold.that(TokenForm.isToken(token), "found, but no token: " + token);
            Hold.that(TokenForm.write(TokenForm.read(token)).equalsIgnoreCase(token), "read as another: " + token);
        }
        Hold.that(TicketNumber.findIn(text).size() <= 100, "numbers without end");
        Headers headers = new Headers(List.of(new Headers.Field("Authentication-Results", text)));
        boolean named = text.contains("trusted.example.net");
        Hold.that(
                AuthenticationResults.proofOf(headers, List.of("trusted.example.net"), SENDER) != SenderProof.ALIGNED
                        || named,
                "vouched for by nobody");
    }
}
