package org.postroom.web;

import java.util.Optional;

/** What answers a route. */
@FunctionalInterface
public interface Page {
    /** The answer to somebody who has the route's permission. */
    Reply answer(Visit visit);

    /** The answer to somebody whose form is not even to be read; asked first, without the form. Empty to go on. */
    default Optional<Reply> turnedAway(Visit visit) {
        return Optional.empty();
    }

    /**
     * The answer when the form cannot be read.
     *
     * @param visit without the form's files, and with its fields only where they could be read
     * @param status 413 when it is too large, 415 when it is no form, 503 when too many come at once, 400 when it
     *     makes no sense
     */
    default Reply unreadable(Visit visit, int status, ErrorPages errors) {
        return errors.unreadable(status, visit);
    }
}
