package org.postroom.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postroom.template.PageTemplates;
import org.postroom.template.PageTemplates.Html;
import org.postroom.template.PageTemplates.Scene;

/**
 * Renders pages. Beside a page's own variables each has {@code manner}, {@code formToken}, {@code me} (the agent, null where
 * nobody is logged in), {@code here} (the path) and {@code notice} (what was just done, else null), and these functions:
 *
 * <ul>
 *   <li>{@code t('key', …)}: a text in the visitor's language,
 *   <li>{@code icon('name')}: an icon,
 *   <li>{@code asset('style.css')}: the address of a static file,
 *   <li>{@code ago(instant)}: a short time, {@code exact(instant)}: the whole one,
 *   <li>{@code bytes(n)}: a size such as {@code 12 KB},
 *   <li>{@code initials(name)}: two letters for a name, {@code hue(name)}: 0 to 7, the same for the same name.
 * </ul>
 */
public final class Look {
    private static final long KILO = 1000;
    private static final int HUES = 8;

    private final Texts texts;
    private final StaticFiles files;
    private final Icons icons = new Icons();
    private final Moments moments;
    private final PageTemplates templates;
    private final InstantSource clock;

    public Look(Texts texts, StaticFiles files, InstantSource clock) {
        this.texts = texts;
        this.files = files;
        this.clock = clock;
        this.moments = new Moments(texts);
        this.templates = new PageTemplates("web/pages/", words());
    }

    /** A page for a visitor. */
    public Reply page(String name, Visit visit, Map<String, ?> model) {
        return Reply.html(render(name, visit, model));
    }

    /** A page's HTML. */
    public String render(String name, Visit visit, Map<String, ?> model) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("manner", visit.manner());
        variables.put("here", visit.ask().path());
        variables.put("me", visit.visitor().map(Visitor::agent));
        variables.put("formToken", visit.visitor().map(Visitor::formToken).orElse(""));
        variables.put("notice", Notice.of(visit.ask(), texts, visit.manner()));
        variables.putAll(model);
        return templates.render(name, visit.manner().locale(), variables);
    }

    /** A text in the visitor's language. */
    public String text(Visit visit, String key, Object... arguments) {
        return texts.of(visit.manner().locale(), key, arguments);
    }

    /** A number of bytes as people read it, such as {@code 25.0 MB}. */
    public String size(Visit visit, long bytes) {
        return size(bytes, visit.manner().locale());
    }

    /** A date with its time on the visitor's clocks, such as {@code 22 Nov 2026, 16:30}. */
    public String moment(Visit visit, Instant at) {
        return moments.exact(at, visit.manner().locale(), visit.manner().zone());
    }

    private Map<String, PageTemplates.Word> words() {
        return Map.of(
                "t", this::text,
                "icon", (arguments, _) -> icons.of(string(arguments, 0)),
                "asset", (arguments, _) -> files.address(string(arguments, 0)),
                "ago", (arguments, scene) -> ago((Instant) arguments.getFirst(), scene),
                "exact",
                        (arguments, scene) ->
                                moments.exact((Instant) arguments.getFirst(), scene.locale(), zone(scene)),
                "bytes", (arguments, scene) -> size(((Number) arguments.getFirst()).longValue(), scene.locale()),
                "initials", (arguments, _) -> initials(string(arguments, 0)),
                "hue", (arguments, _) -> Math.floorMod(string(arguments, 0).hashCode(), HUES));
    }

    private Object text(List<Object> arguments, Scene scene) {
        Object[] rest = arguments.subList(1, arguments.size()).toArray();
        return texts.of(scene.locale(), string(arguments, 0), rest);
    }

    private Html ago(Instant at, Scene scene) {
        return moments.element(at, clock.instant(), scene.locale(), zone(scene));
    }

    private static ZoneId zone(Scene scene) {
        return ((Manner) scene.variable("manner")).zone();
    }

    private static String string(List<Object> arguments, int place) {
        return String.valueOf(arguments.get(place));
    }

    private static String size(long bytes, Locale locale) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        return bytes < KILO * KILO
                ? String.format(locale, "%,d KB", Math.round(bytes / (double) KILO))
                : String.format(locale, "%,.1f MB", bytes / (double) (KILO * KILO));
    }

    private static String initials(String name) {
        String[] words = name.strip().split("[\\s@._-]+", -1);
        String first = firstLetter(words[0]);
        return words.length > 1 ? first + firstLetter(words[words.length - 1]) : first;
    }

    private static String firstLetter(String word) {
        return word.isEmpty()
                ? ""
                : word.substring(0, word.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT);
    }
}
