package org.postroom.mail.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.postroom.schedule.Patience;

/**
 * HTML as plain text, the way a mail program would send it along: blocks on lines of their own, lists with their marks,
 * links with their targets, quotes as {@code > } lines. Hidden elements do not show. For one document.
 */
public final class HtmlText implements NodeFilter {
    /** Deeper elements become children of the element at this depth. */
    private static final int DEPTH = 200;
    /** A mail with more links than these is a page of its own, and its addresses would bury its text. */
    private static final int LINKS = 20;

    private static final int LONGEST_LINK = 500;

    private static final Set<String> UNSEEN = Set.of(
            "head", "script", "style", "template", "title", "noscript", "object", "iframe", "select", "textarea");
    private static final Map<String, Integer> LINE_ENDS = Map.ofEntries(
            Map.entry("p", 2),
            Map.entry("h1", 2),
            Map.entry("h2", 2),
            Map.entry("h3", 2),
            Map.entry("h4", 2),
            Map.entry("h5", 2),
            Map.entry("h6", 2),
            Map.entry("pre", 2),
            Map.entry("hr", 1),
            Map.entry("blockquote", 1),
            Map.entry("div", 1),
            Map.entry("table", 1),
            Map.entry("tr", 1),
            Map.entry("ul", 1),
            Map.entry("ol", 1),
            Map.entry("li", 1),
            Map.entry("dl", 1),
            Map.entry("dt", 1),
            Map.entry("dd", 1),
            Map.entry("section", 1),
            Map.entry("article", 1),
            Map.entry("header", 1),
            Map.entry("footer", 1),
            Map.entry("address", 1),
            Map.entry("center", 1),
            Map.entry("form", 1),
            Map.entry("caption", 1));
    private static final Pattern HIDDEN =
            Pattern.compile("display\\s*:\\s*none|mso-hide\\s*:\\s*all", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_MARGIN =
            Pattern.compile("margin(?:-top|-bottom)?\\s*:\\s*0", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_BORDER =
            Pattern.compile("border(?:-left)?\\s*:\\s*(?:none|0)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BAR = Pattern.compile("border-left\\s*:[^;]{0,300}solid", Pattern.CASE_INSENSITIVE);
    private static final Pattern TARGET =
            Pattern.compile("(?:https?|ftp|mailto|tel):.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final TextLines lines;
    private final boolean showTargets;
    private final HtmlHistory history;
    /** Numbers of the items of the lists we are in, innermost first; 0 in a list without numbers. */
    private final Deque<Integer> items = new ArrayDeque<>();

    /** Whether what the mail hides shows, too. */
    private boolean showHidden;

    private HtmlText(TextLines lines, HtmlHistory history, boolean showTargets) {
        this.lines = lines;
        this.history = history;
        this.showTargets = showTargets;
    }

    /**
     * The text of an HTML document or fragment, of whatever quality. Linear in its length. Where all of it is hidden, the hidden
     * text: a mail is not empty that holds words.
     *
     * @param most characters of text, about
     */
    public static String of(String html, int most) {
        Document document = Parser.htmlParser().setMaxDepth(DEPTH).parseInput(Patience.checked(html), "");
        boolean showTargets = document.select("a[href]").size() <= LINKS;
        HtmlHistory history = HtmlHistory.in(document);
        String seen = new HtmlText(new TextLines(most), history, showTargets).of(document);
        if (!seen.isBlank()) {
            return seen;
        }
        HtmlText all = new HtmlText(new TextLines(most), history, showTargets);
        all.showHidden = true;
        return all.of(document);
    }

    private String of(Document document) {
        NodeTraversor.filter(this, document);
        return lines.toString();
    }

    @Override
    public FilterResult head(Node node, int depth) {
        Patience.check();
        if (lines.full()) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode text) {
            lines.say(text.getWholeText());
        }
        if (node instanceof Element element) {
            return hidden(element) ? FilterResult.SKIP_ENTIRELY : open(element);
        }
        return FilterResult.CONTINUE;
    }

    private boolean hidden(Element element) {
        return UNSEEN.contains(element.normalName())
                || !showHidden
                        && (element.hasAttr("hidden")
                                || HIDDEN.matcher(element.attr("style")).find());
    }

    private FilterResult open(Element element) {
        lines.end(lineEnds(element));
        fold(element);
        switch (element.normalName()) {
            case "br" -> lines.lineBreak();
            case "hr" -> lines.say("________________________________");
            case "pre" -> lines.preformatted(true);
            case "ul" -> items.push(0);
            case "ol" -> items.push(1);
            case "li" -> lines.mark(nextMark());
            case "td", "th" -> lines.space();
            case "img" -> lines.say(emoji(element.attr("alt")));
            default -> {}
        }
        if (quote(element)) {
            lines.end(1);
            lines.deeper();
        }
        return FilterResult.CONTINUE;
    }

    /** Where a program marked history, lines get their quote mark; where it marked its signature, RFC 3676's delimiter. */
    private void fold(Element element) {
        if (history.startsSignature(element) && !element.text().startsWith("--")) {
            lines.end(1);
            lines.say("--");
            lines.end(1);
        }
        if (history.endsIntroduction(element)) {
            lines.end(1);
            lines.shallower();
        }
        if (history.opensIntroduction(element) || history.startsRest(element)) {
            lines.end(1);
            lines.deeper();
        }
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element && !hidden(element)) {
            close(element);
        }
        return FilterResult.CONTINUE;
    }

    private void close(Element element) {
        switch (element.normalName()) {
            case "pre" -> lines.preformatted(false);
            case "a" -> target(element);
            case "li" -> lines.mark("");
            case "ul", "ol" -> items.poll();
            default -> {}
        }
        lines.end(lineEnds(element));
        if (quote(element)) {
            lines.end(1);
            lines.shallower();
        }
    }

    private static int lineEnds(Element element) {
        int ends = LINE_ENDS.getOrDefault(element.normalName(), 0);
        boolean tight = ends == 2
                && (element.className().startsWith("Mso")
                        || NO_MARGIN.matcher(element.attr("style")).find());
        return tight ? 1 : ends;
    }

    /** Mail programs quote with blockquote or a bar on the left; Gmail indents with a blockquote without border. */
    private boolean quote(Element element) {
        return switch (element.normalName()) {
            case "blockquote" ->
                !NO_BORDER.matcher(element.attr("style")).find()
                        || element.attr("type").equals("cite")
                        || history.whole(element);
            case "div" -> BAR.matcher(element.attr("style")).find() || history.whole(element);
            default -> history.whole(element);
        };
    }

    private String nextMark() {
        Integer number = items.poll();
        if (number == null || number == 0) {
            items.push(0);
            return "- ";
        }
        items.push(number + 1);
        return number + ". ";
    }

    /** Outlook and Gmail send emoji as pictures. */
    private static String emoji(String alt) {
        return alt.length() <= 8 && !alt.isBlank() && alt.codePoints().allMatch(c -> c > 0x2000) ? alt : "";
    }

    private void target(Element link) {
        String href = link.attr("href").strip();
        String text = link.text().strip();
        boolean worthwhile = showTargets
                && !text.isEmpty()
                && href.length() <= LONGEST_LINK
                && TARGET.matcher(href).matches()
                && !bare(href).equals(bare(text));
        if (worthwhile) {
            lines.say(" <" + href.replaceAll("[\\s<>]", "") + ">");
        }
    }

    private static String bare(String address) {
        return address.toLowerCase(Locale.ROOT)
                .replaceFirst("^(?:https?|ftp|mailto|tel):(?://)?(?:www\\.)?", "")
                .replaceFirst("^www\\.", "")
                .replaceFirst("/$", "");
    }
}
