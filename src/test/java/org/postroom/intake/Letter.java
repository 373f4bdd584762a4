package org.postroom.intake;

import java.util.ArrayList;
import java.util.List;
import org.postroom.mail.Bytes;

/** A mail as it comes in. */
public record Letter(List<String> headers, String body) {
    /** A plain mail with a Message-ID of its own. */
    public static Letter from(String from, String to, String subject, String body) {
        return new Letter(
                List.of(
                        "From: " + from,
                        "To: " + to,
                        "Subject: " + subject,
                        "Date: Mon, 02 Mar 2026 09:00:00 +0000",
                        "MIME-Version: 1.0"),
                body);
    }

    /** The answer to a mail of ours, as a mail program writes it: to Reply-To, with the old mail quoted below. */
    public static Letter answer(String from, Queued ours, String body) {
        String to = ours.header("Reply-To").or(() -> ours.header("From")).orElseThrow();
        String quoted = ours.text().lines().map(line -> "> " + line + "\n").reduce("", String::concat);
        return from(
                        from,
                        to,
                        "Re: " + ours.subject(),
                        body + "\n\nOn Mon, 2 Mar 2026 at 10:00, Acme Support <support@example.com> wrote:\n" + quoted)
                .with("In-Reply-To: <" + ours.messageId() + ">")
                .with("References: <" + ours.messageId() + ">");
    }

    public Letter id(String messageId) {
        return with("Message-ID: <" + messageId + ">");
    }

    public Letter with(String header) {
        List<String> all = new ArrayList<>(headers);
        all.add(header);
        return new Letter(all, body);
    }

    public Bytes raw(String uid) {
        List<String> all = new ArrayList<>(headers);
        if (all.stream().noneMatch(header -> header.startsWith("Message-ID:"))) {
            all.add("Message-ID: <m" + uid + "@mail.example.net>");
        }
        if (all.stream().noneMatch(header -> header.startsWith("Content-Type:"))) {
            all.add("Content-Type: text/plain; charset=utf-8");
        }
        return Bytes.of((String.join("\n", all) + "\n\n" + body).replace("\n", "\r\n"));
    }
}
