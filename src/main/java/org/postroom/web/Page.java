package org.postroom.web;

/** What answers a route. */
@FunctionalInterface
public interface Page {
    /** The answer to somebody who has the route's permission. */
    Reply answer(Visit visit);
}
