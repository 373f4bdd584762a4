package org.postroom.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

/** Finds in a document what no document of ours may hold, read as a browser reads it. */
public final class Danger {
    private static final Pattern OUR_SCRIPT = Pattern.compile("/static/[a-z]+\\.[0-9a-f]+\\.js");
    private static final Pattern RUNS =
            Pattern.compile("(javascript|vbscript|livescript|mocha|blob|file|feed|view-source|data:(?!image/)).*");
    private static final Set<String> NEVER = Set.of(
            "object",
            "embed",
            "applet",
            "base",
            "frame",
            "frameset",
            "portal",
            "template",
            "svg script",
            "foreignobject",
            "animate",
            "set",
            "math",
            "marquee",
            "bgsound");
    private static final Set<String> ADDRESSES = Set.of(
            "href",
            "src",
            "action",
            "formaction",
            "data",
            "poster",
            "background",
            "cite",
            "xlink:href",
            "ping",
            "srcset",
            "lowsrc",
            "dynsrc",
            "manifest",
            "content");

    private Danger() {}

    /** A page of ours: our own scripts and attributes are no danger. */
    public static List<String> inPage(String html) {
        return in(html, false);
    }

    /** The document of a mail's frame, where nothing acts at all. */
    public static List<String> inFrame(String html) {
        return in(html, true);
    }

    private static List<String> in(String html, boolean frame) {
        List<String> found = new ArrayList<>();
        for (Element element : Jsoup.parse(html).getAllElements()) {
            String name = element.normalName();
            boolean ours = !frame
                    && name.equals("script")
                    && OUR_SCRIPT.matcher(element.attr("src")).matches();
            boolean acts = Set.of("script", "form", "input", "button", "textarea", "select", "iframe", "label")
                    .contains(name);
            if (NEVER.contains(name) || (name.equals("script") && !ours) || (frame && acts)) {
                found.add("element " + shortly(element));
            }
            if (name.equals("meta")
                    && element.attr("http-equiv").toLowerCase(Locale.ROOT).matches("refresh|set-cookie")) {
                found.add("meta " + shortly(element));
            }
            if (!frame && name.equals("style")) {
                found.add("style " + shortly(element));
            }
            for (Attribute attribute : element.attributes()) {
                if (isDangerous(attribute, frame)) {
                    found.add("attribute " + attribute.getKey() + " of " + shortly(element));
                }
            }
        }
        return found;
    }

    private static boolean isDangerous(Attribute attribute, boolean frame) {
        String name = attribute.getKey().toLowerCase(Locale.ROOT);
        String value = attribute.getValue().replaceAll("[\\s\\p{Cntrl}]", "").toLowerCase(Locale.ROOT);
        return name.startsWith("on")
                || name.equals("srcdoc")
                || name.contains("hx-on")
                || (!frame && name.equals("style"))
                || (frame && (name.startsWith("hx-") || name.startsWith("data-") || name.equals("autofocus")))
                || (ADDRESSES.contains(name) && RUNS.matcher(value).matches());
    }

    private static String shortly(Element element) {
        String html = element.outerHtml();
        return html.length() > 200 ? html.substring(0, 200) : html;
    }
}
