package org.postroom.outbound.smtp;

import java.io.IOException;
import org.postroom.outbound.AccountFault;

/** The server answered, and the answer ends the conversation before any mail. */
final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final AccountFault.Kind kind;
    private final String what;

    /**
     * What was refused.
     *
     * @param message goes on after the account's name: what the server did, and the way out
     */
    RefusedException(AccountFault.Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.what = message;
    }

    /** Goes on after the account's name. */
    String what() {
        return what;
    }

    AccountFault.Kind kind() {
        return kind;
    }
}
