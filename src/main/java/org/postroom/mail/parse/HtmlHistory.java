package org.postroom.mail.parse;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Evaluator;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.QueryParser;

/**
 * Where history and signature stand in an HTML mail, by the marks that mail programs leave for each other: class names and ids,
 * which no language changes. For one document.
 *
 * <p>Marks with a prefix in front, as {@code x_gmail_quote}, come from programs that rewrite another's mail.
 */
final class HtmlHistory {
    /** Elements that hold nothing but history: Yahoo, Proton, Zoho, Outlook for Mac and of late, GMX, Spark, BlackBerry, Thunderbird and Roundcube. */
    private static final Evaluator WHOLE = QueryParser.parse(
            "[class*=yahoo_quoted], .protonmail_quote, .zmail_extra, .missive_quote, .nylas-quote, .mail-quote, .tutanota_quote,"
                    + " .freshdesk_quote, .front-blockquote, .history_container, #mail-editor-reference-message-container,"
                    + " #OLK_SRC_BODY_SECTION, #_originalContent, #reply-intro, .moz-cite-prefix, .airmail_on,"
                    + " [name=quote], [name=messageReplySection], #isReplyContent, .aol_quote, .wmQuote, .ox-quote");

    /** Elements with which history begins that goes on to the end: Outlook on the web and mobile, Hotmail of old, Zimbra. */
    private static final Evaluator FIRST = QueryParser.parse(
            "#divRplyFwdMsg, #x_divRplyFwdMsg, #appendonsend + hr, #stopSpelling, #zwchr, hr[data-marker=__DIVIDER__],"
                    + " #ms-outlook-mobile-body-separator-line + hr, table.moz-email-headers-table");

    private static final Evaluator GMAIL =
            QueryParser.parse("div.gmail_quote, div.gmail_quote_container, div.x_gmail_quote");

    private static final Evaluator BORDER = QueryParser.parse("div[style*=border]");

    /** Outlook's line above the header of history, which Foxmail copies, and Windows Mail's. */
    private static final Pattern LINE_ABOVE = Pattern.compile(
            "solid.{0,300}padding\\s*:\\s*3(?:\\.0)?pt|padding\\s*:\\s*3(?:\\.0)?pt.{0,300}solid|padding-top\\s*:\\s*5px.{0,300}border-top-style\\s*:\\s*solid",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern LABELS = Pattern.compile("(?:[:\uFF1A][^:\uFF1A]{1,300}){3}", Pattern.DOTALL);
    private static final int LONGEST_HEADER = 4_000;

    private static final Evaluator SIGNATURE = QueryParser.parse(
            ".gmail_signature, [data-smartmail=gmail_signature], .moz-signature, #Signature, #signature, #ms-outlook-mobile-signature,"
                    + " .protonmail_signature_block, .bloop_sign, #_rc_sig, #v1_rc_sig, .io-ox-signature, .missive_signature,"
                    + " .front-signature, [name=messageSignatureSection], .mb_sig, .yahoo-signature, #composer_signature,"
                    + " .email-signature, .mail-signature, .signature, #lineBreakAtBeginningOfSignature");
    /** Candidates that are looked at. */
    private static final int MOST = 10;
    /** Lines like that above history whose words are looked at; they may be nested as deep as elements are. */
    private static final int MOST_LINES = 200;

    private final Set<Element> whole = identities();
    private final Set<Element> opening = identities();
    private final Set<Element> endOfOpening = identities();
    private final Set<Element> first = identities();
    private final Set<Element> signature = identities();

    private HtmlHistory() {}

    private static Set<Element> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    static HtmlHistory in(Document document) {
        HtmlHistory history = new HtmlHistory();
        history.whole.addAll(document.select(WHOLE));
        document.select(GMAIL).forEach(history::gmail);
        Stream.concat(
                        document.select(FIRST).stream(),
                        document.select(BORDER).stream()
                                .filter(element -> LINE_ABOVE
                                        .matcher(element.attr("style"))
                                        .find())
                                .limit(MOST_LINES)
                                .filter(HtmlHistory::holdsHeader))
                .limit(MOST)
                .filter(element -> !history.within(element))
                .findFirst()
                .ifPresent(history.first::add);
        document.select(SIGNATURE).stream()
                .limit(MOST)
                .filter(element -> !history.within(element) && !history.wordsBehind(element))
                .findFirst()
                .ifPresent(history.signature::add);
        return history;
    }

    /**
     * Gmail holds the line above history, the history in a blockquote, and answers between its lines in one element. A forwarded
     * mail is not in a blockquote; it is told by the words above it.
     */
    private void gmail(Element quote) {
        quote.children().stream()
                .filter(child -> child.normalName().equals("blockquote"))
                .findFirst()
                .ifPresent(history -> {
                    opening.add(quote);
                    endOfOpening.add(history);
                });
    }

    private static boolean holdsHeader(Element element) {
        String words = element.wholeText();
        return words.length() < LONGEST_HEADER
                && element.select("b, strong").size() >= 2
                && LABELS.matcher(words).find();
    }

    private boolean within(Element candidate) {
        return candidate.parents().stream().anyMatch(this::holdsHistory);
    }

    /** Whether more than history comes behind it: an answer below a signature is an answer. */
    private boolean wordsBehind(Element candidate) {
        Node last = candidate;
        while (last.parent() != null) {
            for (Node next = last.nextSibling(); next != null; next = next.nextSibling()) {
                Words words = new Words();
                if (NodeTraversor.filter(words, next) == NodeFilter.FilterResult.STOP) {
                    return words.said;
                }
            }
            last = last.parent();
        }
        return false;
    }

    private boolean holdsHistory(Element element) {
        return element.normalName().equals("blockquote") || whole.contains(element) || opening.contains(element);
    }

    /** Whether the element holds nothing but history. */
    boolean whole(Element element) {
        return whole.contains(element);
    }

    /** Whether the lines that introduce history begin with this element, outside of the history's own. */
    boolean opensIntroduction(Element element) {
        return opening.contains(element);
    }

    /** Whether those lines end before this element. */
    boolean endsIntroduction(Element element) {
        return endOfOpening.contains(element);
    }

    /** Whether all from this element on is history. */
    boolean startsRest(Element element) {
        return first.contains(element);
    }

    /** Whether a signature begins with this element that ends the new text. */
    boolean startsSignature(Element element) {
        return signature.contains(element);
    }

    /** Looks for words that are not history; stops at the first, or where all from there on is history. */
    private final class Words implements NodeFilter {
        private boolean said;

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof Element element) {
                if (startsRest(element)) {
                    return FilterResult.STOP;
                }
                return holdsHistory(element) ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
            }
            said = node instanceof TextNode text
                    && !text.isBlank()
                    && !text.text().strip().isEmpty();
            return said ? FilterResult.STOP : FilterResult.CONTINUE;
        }
    }
}
