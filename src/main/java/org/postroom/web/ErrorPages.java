package org.postroom.web;

import java.util.Map;
import java.util.Optional;

/** Pages for what did not work: each says what is the matter and what to do. */
public final class ErrorPages {
    private static final int PAYLOAD_TOO_LARGE = 413;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;

    /** Seconds after which an outage may be over. */
    private static final String SOON = "10";

    private final Look look;
    private final long largestUpload;

    /** @param largestUpload bytes of all files of one form, to be named when they are more */
    public ErrorPages(Look look, long largestUpload) {
        this.look = look;
        this.largestUpload = largestUpload;
    }

    /** The page for a status: the texts {@code error.404.title} and {@code error.404.text}. */
    public Reply of(int status, Visit visit) {
        String text = status == FAILED && isCustomers(visit) ? ".customer" : ".text";
        return of(status, visit, look.text(visit, "error." + status + text));
    }

    /** The page for a status with a sentence of its own. */
    public Reply of(int status, Visit visit, String sentence) {
        return page(status, visit, look.text(visit, "error." + status + ".title"), sentence);
    }

    private Reply page(int status, Visit visit, String title, String sentence) {
        if (visit.ask().fragment()) {
            return Reply.text(status, title + " " + sentence);
        }
        return Reply.html(
                status,
                look.render(
                        "error",
                        visit,
                        Map.of("title", title, "sentence", sentence, "status", status, "way", way(status, visit))));
    }

    private static boolean isCustomers(Visit visit) {
        return visit.ask().path().startsWith(Front.BEHIND_LINKS);
    }

    /** Where the page leads: tickets, login or, for customers and strangers, nowhere. After a failure nobody is known. */
    private static String way(int status, Visit visit) {
        if (visit.ask().path().startsWith("/login")) {
            return "login";
        }
        boolean agents = visit.visitor().isPresent() || (status >= FAILED && !isCustomers(visit));
        return agents ? "tickets" : "";
    }

    /**
     * The page while the database cannot be reached.
     *
     * @param uncertain whether what was asked for may have been done all the same
     */
    Reply away(Visit visit, boolean uncertain) {
        String agents = uncertain ? "error.away.uncertain" : "error.away.text";
        String text = isCustomers(visit) ? "error.500.customer" : agents;
        return page(UNAVAILABLE, visit, look.text(visit, "error.away.title"), look.text(visit, text))
                .with("Retry-After", SOON);
    }

    /** For somebody of whom only the request is known. */
    public Reply of(int status, Ask ask, Optional<Visitor> visitor, Manner manner) {
        return of(status, new Visit(ask, Map.of(), visitor, Optional.empty(), manner));
    }

    /** The page for a form that could not be read: names the limit of files where they are too large. */
    Reply unreadable(int status, Visit visit) {
        return status == PAYLOAD_TOO_LARGE
                ? of(status, visit, look.text(visit, "error.413.limit", look.size(visit, largestUpload)))
                : of(status, visit);
    }
}
