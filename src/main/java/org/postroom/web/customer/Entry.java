package org.postroom.web.customer;

import java.time.Duration;

/** What came of a token. */
sealed interface Entry {
    /** It works. */
    record In(Guest guest) implements Entry {}

    /** It works no more, or never did: nobody can tell which. */
    record Unknown() implements Entry {}

    /** Too many wrong ones came from there; not looked at before this time has passed. */
    record Later(Duration time) implements Entry {}
}
