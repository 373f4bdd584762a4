package org.postroom.intake;

import org.postroom.conversation.MailFacts;

/** How sure it is that a mail is its agent's. */
enum Surety {
    /** Anybody may have sent it who knows the agent's address. */
    ANYBODYS,
    /** A token of the agent's own, or a mail server that is trusted, speaks for it. */
    VOUCHED,
    /** Its agent has confirmed it. */
    CONFIRMED;

    static Surety of(MailFacts found) {
        return found.isAnybodys() ? ANYBODYS : VOUCHED;
    }
}
