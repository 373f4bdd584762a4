package org.postroom.web.mailview;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.postroom.web.Reply;
import org.postroom.web.mailview.SafeMail.Pictures;

/**
 * The document within the sealed frame. It has no origin, runs nothing, and asks for nothing but, where that was allowed,
 * pictures by https. Only pages of ours may frame it.
 */
public final class MailFrame {
    private static final String SANDBOX = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; ";
    private static final String STYLE = read("/web/static/mail.css");

    private MailFrame() {}

    /** The mail as an answer. */
    public static Reply of(SafeMail mail, Pictures pictures) {
        String images = pictures == Pictures.REMOTE ? "img-src data: https:; " : "img-src data:; ";
        return Reply.html("<!doctype html><html><head><meta charset=\"utf-8\"><title>Mail</title><style>" + STYLE
                        + "</style></head><body>" + mail.html() + "</body></html>")
                .with("Content-Security-Policy", SANDBOX + images + "style-src 'unsafe-inline'; frame-ancestors 'self'")
                .with("X-Frame-Options", "SAMEORIGIN")
                .with("Referrer-Policy", "no-referrer");
    }

    private static String read(String resource) {
        try (var in = MailFrame.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
