package org.postroom.mail.parse;

import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.postroom.schedule.Patience;

/**
 * What a reader is meant to see of an HTML mail, cut to a size that can be looked at in bounded time. It is still the sender's
 * own HTML and safe for nothing.
 *
 * @param body what is within its body, well-formed
 * @param cut whether some of it was left out
 */
public record VisibleHtml(String body, boolean cut) {
    private static final int DEPTH = 120;
    private static final int MOST_TAGS = 12_000;
    private static final int MOST_FORMATTING = 2_000;

    /** Elements whose content nobody reads, and whose insides the parsers of browsers read in ways of their own. */
    private static final String UNSEEN =
            "head, script, style, template, title, noscript, object, embed, applet, iframe,"
                    + " frameset, noframes, noembed, svg, math, select, textarea, xmp, plaintext, [hidden]";

    private static final Pattern HIDDEN =
            Pattern.compile("display\\s*:\\s*none|mso-hide\\s*:\\s*all", Pattern.CASE_INSENSITIVE);

    /** Elements that parsers open again in every block until they are closed: many open ones multiply. */
    private static final Pattern FORMATTING = Pattern.compile(
            "<(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)[\\s/>]", Pattern.CASE_INSENSITIVE);

    private static final Pattern CLOSING = Pattern.compile(
            "</(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)\\s*>", Pattern.CASE_INSENSITIVE);

    /**
     * Reads an HTML document or fragment of whatever quality.
     *
     * @param most characters that are looked at
     */
    public static VisibleHtml of(String html, int most) {
        String looked = html.substring(0, Math.min(Math.min(html.length(), most), endOfTags(html)));
        boolean knotted = unclosed(looked) > MOST_FORMATTING;
        String readable = knotted ? FORMATTING.matcher(looked).replaceAll("<span ") : looked;
        Document document = Parser.htmlParser().setMaxDepth(DEPTH).parseInput(Patience.checked(readable), "");
        document.select(UNSEEN).remove();
        document.select("[style]").forEach(VisibleHtml::removeHidden);
        document.outputSettings().prettyPrint(false);
        return new VisibleHtml(document.body().html(), looked.length() < html.length());
    }

    /** Where there are more tags than any person's mail has: what comes behind makes parsers slow, not readers wise. */
    private static int endOfTags(String html) {
        int tags = 0;
        for (int at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
            if (++tags > MOST_TAGS) {
                return at;
            }
        }
        return html.length();
    }

    private static long unclosed(String html) {
        return FORMATTING.matcher(html).results().count()
                - CLOSING.matcher(html).results().count();
    }

    private static void removeHidden(Element element) {
        if (HIDDEN.matcher(element.attr("style")).find()) {
            element.remove();
        }
    }
}
