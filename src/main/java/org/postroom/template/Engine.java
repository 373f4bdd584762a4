package org.postroom.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Pebble over one snapshot of texts, once for plain text and once for HTML, where every value is escaped. */
final class Engine {
    /** A line of tags and comments only leaves no line behind; swallowing its end in a comment keeps line numbers right. */
    private static final Pattern TAG_LINE =
            Pattern.compile("(?m)^[ \\t]*((?:\\{%[^\\n]*?%}|\\{#[^\\n]*?#})+)[ \\t]*\\n");

    private final Map<String, String> texts;
    private final PebbleEngine pebble;
    private final boolean html;

    private Engine(Map<String, String> texts, boolean html) {
        this.texts = Map.copyOf(texts);
        this.html = html;
        this.pebble = new PebbleEngine.Builder()
                .loader(new SnapshotLoader(texts))
                .registerExtensionCustomizer(Language::restrict)
                .extension(new Own(html ? TextFilters.forHtml() : TextFilters.forText()))
                .methodAccessValidator((_, _) -> false)
                .autoEscaping(html)
                .strictVariables(true)
                .newLineTrimming(false)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    /** For the subjects and bodies of {@code .txt} files, and the pieces they include. */
    static Engine forText(TemplateFiles files) {
        Map<String, String> texts = new HashMap<>();
        files.texts().forEach((name, text) -> {
            if (name.endsWith(".txt")) {
                texts.put(name, withoutTagLines(text));
            }
            if (TemplateSource.isWellFormed(text)) {
                TemplateSource source = TemplateSource.of(text);
                texts.put(subjectOf(name), source.subject());
                texts.put(bodyOf(name), withoutTagLines(source.body()));
            }
        });
        return new Engine(texts, false);
    }

    /** For {@code .html} files and the pieces they include. */
    static Engine forHtml(TemplateFiles files) {
        Map<String, String> texts = new HashMap<>();
        files.texts().forEach((name, text) -> {
            if (name.endsWith(".html")) {
                texts.put(name, withoutTagLines(text));
            }
        });
        return new Engine(texts, true);
    }

    static String subjectOf(String file) {
        return file + "#subject";
    }

    static String bodyOf(String file) {
        return file + "#body";
    }

    /** The file a template of this engine comes from. */
    static String fileOf(String name) {
        int hash = name.indexOf('#');
        return hash < 0 ? name : name.substring(0, hash);
    }

    /** Throws PebbleException when it is not there or its syntax is wrong. */
    PebbleTemplate compile(String name) {
        return pebble.getTemplate(name);
    }

    /** The name under which a template finds another, or the name itself when there is none. */
    String resolve(String name, String from) {
        return new SnapshotLoader(texts).resolveRelativePath(name, from);
    }

    boolean has(String name) {
        return texts.containsKey(name);
    }

    Set<String> filters() {
        return Language.filters(html);
    }

    private static String withoutTagLines(String text) {
        return TAG_LINE.matcher(text).replaceAll("$1{#\n#}");
    }

    private static final class Own extends AbstractExtension {
        private final Map<String, Filter> filters;

        Own(Map<String, Filter> filters) {
            this.filters = filters;
        }

        @Override
        public Map<String, Filter> getFilters() {
            return filters;
        }

        /** Values by name out of maps, and nothing out of anything else. */
        @Override
        public List<AttributeResolver> getAttributeResolver() {
            return List.of((owner, name, _, _, _, _, _) -> owner instanceof Map<?, ?> map && map.containsKey(name)
                    ? new ResolvedAttribute(map.get(name))
                    : null);
        }
    }
}
