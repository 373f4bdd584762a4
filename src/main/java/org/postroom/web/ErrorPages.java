package org.postroom.web;

import java.util.Map;
import java.util.Optional;

/** Pages for what did not work: each says what is the matter and what to do. */
public final class ErrorPages {
    private final Look look;

    public ErrorPages(Look look) {
        this.look = look;
    }

    /** The page for a status: the texts {@code error.404.title} and {@code error.404.text}. */
    public Reply of(int status, Visit visit) {
        return of(status, visit, look.text(visit, "error." + status + ".text"));
    }

    /** The page for a status with a sentence of its own. */
    public Reply of(int status, Visit visit, String sentence) {
        String title = look.text(visit, "error." + status + ".title");
        if (visit.ask().fragment()) {
            return Reply.text(status, title + " " + sentence);
        }
        return Reply.html(
                status, look.render("error", visit, Map.of("title", title, "sentence", sentence, "status", status)));
    }

    /** For somebody of whom only the request is known. */
    public Reply of(int status, Ask ask, Optional<Visitor> visitor, Manner manner) {
        return of(status, new Visit(ask, Map.of(), visitor, Optional.empty(), manner));
    }

    /** For a form whose files are more than this many bytes. */
    Reply tooLarge(Ask ask, Manner manner, long limit) {
        Visit visit = new Visit(ask, Map.of(), Optional.empty(), Optional.empty(), manner);
        return of(413, visit, look.text(visit, "error.413.limit", look.size(visit, limit)));
    }
}
