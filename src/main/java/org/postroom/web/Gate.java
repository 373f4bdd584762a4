package org.postroom.web;

import java.util.Map;
import java.util.Optional;
import org.postroom.ticket.Ticket;

/** Decides who may come in. */
public interface Gate {
    /** Whether somebody with this request has the permission. */
    Admission admit(Permission permission, Ask ask, Map<String, String> path);

    /** What the gate says. */
    sealed interface Admission {
        /** Come in. */
        record In(Optional<Visitor> visitor, Optional<Ticket> ticket) implements Admission {}

        /** Nobody is logged in. */
        record LogIn() implements Admission {}

        /** What the path names is somewhere else. */
        record Elsewhere(String path) implements Admission {}

        /** The agent may not; one sentence why, and who can help. */
        record Refused(Visitor visitor, String sentence) implements Admission {}

        /** What the path names is not there. */
        record Missing(Optional<Visitor> visitor) implements Admission {}
    }
}
