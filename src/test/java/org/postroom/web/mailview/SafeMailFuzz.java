package org.postroom.web.mailview;

import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.postroom.browser.Danger;
import org.postroom.fuzz.Hold;
import org.postroom.fuzz.Words;
import org.postroom.mail.IncomingMail;

/** Nothing that acts is in what is shown of a mail, however often a browser reads and writes it again. */
public final class SafeMailFuzz {
    private SafeMailFuzz() {}

    /** Called by Jazzer and FuzzTest. */
    public static void fuzzerTestOneInput(byte[] data) {
        for (SafeMail.Pictures pictures : SafeMail.Pictures.values()) {
            String safe = SafeMail.of(mail(Words.of(data)), pictures).html();
            harmless(safe);
            harmless(Jsoup.parse(safe).body().html());
        }
    }

    private static IncomingMail.Content mail(String html) {
        return new IncomingMail.Content("", Optional.of(html), List.of(), Optional.empty());
    }

    private static void harmless(String html) {
        List<String> found = Danger.inFrame(html);
        Hold.that(found.isEmpty(), "acts: " + found);
    }
}
