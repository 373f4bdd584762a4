package org.postroom.web.mailview;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.AttributePolicy;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What of a mail's HTML is let through: text, its structure and its plain looks. Nothing that acts, asks, moves out of its
 * place, or reaches out; no ids and classes, which could meet ours.
 */
final class MailPolicy {
    private static final String[] ELEMENTS = {
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "wbr"
    };

    private static final List<String> STYLES = List.of(
            "background-color",
            "border",
            "border-bottom",
            "border-bottom-color",
            "border-bottom-style",
            "border-bottom-width",
            "border-collapse",
            "border-color",
            "border-left",
            "border-left-color",
            "border-left-style",
            "border-left-width",
            "border-radius",
            "border-right",
            "border-right-color",
            "border-right-style",
            "border-right-width",
            "border-spacing",
            "border-style",
            "border-top",
            "border-top-color",
            "border-top-style",
            "border-top-width",
            "border-width",
            "color",
            "direction",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-variant",
            "font-weight",
            "height",
            "letter-spacing",
            "line-height",
            "list-style-type",
            "margin",
            "margin-bottom",
            "margin-left",
            "margin-right",
            "margin-top",
            "max-width",
            "min-width",
            "padding",
            "padding-bottom",
            "padding-left",
            "padding-right",
            "padding-top",
            "text-align",
            "text-decoration",
            "text-indent",
            "text-transform",
            "vertical-align",
            "white-space",
            "width",
            "word-spacing");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}(?:\\.[0-9]{1,3})?(?:%|px)?");
    private static final Pattern COLOUR = Pattern.compile("#?[A-Za-z0-9]{1,24}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9-]{1,24}");
    private static final Pattern FONTS = Pattern.compile("[\\p{L}\\p{N} ,'_-]{1,200}");
    private static final Pattern LINK = Pattern.compile("(?:https?|mailto|tel):.*", Pattern.DOTALL);
    private static final int LONGEST_LINK = 4000;

    private MailPolicy() {}

    /** The policy for one mail. */
    static PolicyFactory with(AttributePolicy pictures) {
        HtmlPolicyBuilder policy = new HtmlPolicyBuilder()
                .allowElements(ELEMENTS)
                .allowElements(MailPolicy::inOwnWindow, "a")
                .allowUrlProtocols("https", "http", "mailto", "tel", "data", "cid")
                .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
                .allowStyling(CssSchema.withProperties(STYLES));
        attributes(policy);
        policy.allowAttributes("href").matching(MailPolicy::link).onElements("a");
        policy.allowAttributes("src").matching(pictures).onElements("img");
        return policy.toFactory();
    }

    private static void attributes(HtmlPolicyBuilder policy) {
        policy.allowAttributes("alt").onElements("img");
        policy.allowAttributes("title").globally();
        policy.allowAttributes("dir", "lang", "align", "valign").matching(WORD).globally();
        policy.allowAttributes("bgcolor").matching(COLOUR).onElements("table", "tbody", "tr", "td", "th", "div");
        policy.allowAttributes("color").matching(COLOUR).onElements("font");
        policy.allowAttributes("face").matching(FONTS).onElements("font");
        policy.allowAttributes("size").matching(Pattern.compile("[+-]?[0-7]")).onElements("font");
        policy.allowAttributes("width", "height").matching(NUMBER).onElements("img", "table", "td", "th", "col", "hr");
        policy.allowAttributes("border", "cellpadding", "cellspacing")
                .matching(NUMBER)
                .onElements("table");
        policy.allowAttributes("colspan", "rowspan", "span").matching(NUMBER).onElements("td", "th", "col", "colgroup");
        policy.allowAttributes("start", "type", "value").matching(WORD).onElements("ol", "ul", "li");
    }

    /** Every link leaves the frame. */
    private static String inOwnWindow(String element, List<String> attributes) {
        attributes.add("target");
        attributes.add("_blank");
        return element;
    }

    private static @Nullable String link(String element, String attribute, String value) {
        String address = value.strip();
        boolean fit = address.length() <= LONGEST_LINK
                && LINK.matcher(address.toLowerCase(Locale.ROOT)).matches();
        return fit ? address : null;
    }
}
