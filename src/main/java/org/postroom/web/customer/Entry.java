package org.postroom.web.customer;

import java.time.Duration;

/** What came of a token. */
sealed interface Entry {
    /** It works. */
    record In(Guest guest) implements Entry {}

    /** It works no more, or never did: nobody can tell which. */
    record Unknown() implements Entry {}

    /** It does not work, and too many others of that kind came from there; to be tried again when this time has passed. */
    record Later(Duration time) implements Entry {}
}
