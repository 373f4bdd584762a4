package org.postroom.web.mailview;

import org.postroom.conversation.ViewLinkForm;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.VisibleHtml;

/**
 * A mail's HTML with nothing in it that could act, ask or reach out.
 *
 * @param html a fragment for the body of a page, to be shown in a sealed frame all the same
 * @param remotePictures whether its pictures lie elsewhere, so that loading them tells their owner
 * @param cut whether some of it was left out because it is too long
 * @param picturesLeftOut whether pictures within it were left out because they are too large together
 */
public record SafeMail(String html, boolean remotePictures, boolean cut, boolean picturesLeftOut) {
    /** Longer ones are cut: no person writes that much, and nobody reads it. */
    private static final int LONGEST = 1_000_000;

    /** Whether pictures that lie elsewhere may be loaded by the reader's browser. */
    public enum Pictures {
        /** Only those that came with the mail. */
        OWN,
        /** Those that lie elsewhere too. */
        REMOTE
    }

    /** The safe part of a mail's HTML; empty where it has none. Customers' links to their tickets lose their tokens. Takes time bounded by {@value #LONGEST} characters. */
    public static SafeMail of(IncomingMail.Content mail, Pictures pictures) {
        VisibleHtml visible = VisibleHtml.of(ViewLinkForm.hiddenIn(mail.html().orElse("")), LONGEST);
        PictureSource sources = new PictureSource(new InlinePictures(mail.attachments()), pictures);
        String safe = MailPolicy.with(sources).sanitize(visible.body());
        return new SafeMail(safe, sources.sawRemote(), visible.cut(), sources.leftOut());
    }
}
