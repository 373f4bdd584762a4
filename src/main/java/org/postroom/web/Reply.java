package org.postroom.web;

import java.util.ArrayList;
import java.util.List;
import org.postroom.mail.Bytes;

/**
 * An answer to a request.
 *
 * @param status of HTTP
 * @param type media type; empty without a body
 * @param headers beside those every answer gets; they replace those of the same name
 */
public record Reply(int status, String type, List<Header> headers, Bytes body) {
    /** The media type of pages. */
    public static final String HTML = "text/html;charset=utf-8";

    public Reply {
        headers = List.copyOf(headers);
    }

    /** A header's name and value. */
    public record Header(String name, String value) {
        /** Throws IllegalArgumentException when the value would end the line. */
        public Header {
            if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalArgumentException("A control character in header " + name);
            }
        }
    }

    /** A page. */
    public static Reply html(String html) {
        return html(200, html);
    }

    /** A page with another status. */
    public static Reply html(int status, String html) {
        return new Reply(status, HTML, List.of(), Bytes.of(html));
    }

    /** Plain text. */
    public static Reply text(int status, String text) {
        return new Reply(status, "text/plain;charset=utf-8", List.of(), Bytes.of(text));
    }

    /** Bytes of a type. */
    public static Reply bytes(String type, Bytes body) {
        return new Reply(200, type, List.of(), body);
    }

    /** Done; look there now. The place is a path of ours, never what somebody sent. */
    public static Reply seeOther(String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
            throw new IllegalArgumentException("Not a path of ours: " + path);
        }
        return new Reply(303, "", List.of(new Header("Location", path)), Bytes.of(""));
    }

    /** Done; nothing to show. */
    public static Reply nothing() {
        return new Reply(204, "", List.of(), Bytes.of(""));
    }

    /** This answer with one more header. */
    public Reply with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Reply(status, type, more, body);
    }

    /** The body as text, for tests and pages within pages. */
    public String text() {
        return body.utf8();
    }
}
