package org.postroom.template;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The templates of the web pages, which ship with the program. Unlike those of mails they are ours alone, so they may use
 * all of Pebble's tags; every value is escaped for HTML, a missing one is an error. Safe for use by several threads.
 */
public final class PageTemplates {
    private final PebbleEngine pebble;

    /**
     * @param folder on the class path, such as {@code web/pages/}
     * @param words functions the pages may call, by name
     */
    public PageTemplates(String folder, Map<String, Word> words) {
        ClasspathLoader loader = new ClasspathLoader(PageTemplates.class.getClassLoader());
        loader.setPrefix(folder);
        loader.setSuffix(".html");
        this.pebble = new PebbleEngine.Builder()
                .loader(loader)
                .extension(new Own(words))
                .methodAccessValidator((_, _) -> false)
                .autoEscaping(true)
                .strictVariables(true)
                .newLineTrimming(true)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    /** A function pages may call. What it gives is escaped, unless it is {@link Html}. */
    @FunctionalInterface
    public interface Word {
        /** The value for these arguments, in this locale. */
        Object of(List<Object> arguments, Scene scene);
    }

    /** What a function knows of the page it is called from. */
    public interface Scene {
        /** Of the page. */
        Locale locale();

        /** A variable of the page. Throws IllegalArgumentException when it has none of this name. */
        Object variable(String name);
    }

    /** Text that is HTML already and needs no escaping. */
    public record Html(String value) {
        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * Fills a page. Values may be maps, lists, records with their methods, and simple ones; an empty Optional is null.
     *
     * @throws io.pebbletemplates.pebble.error.PebbleException naming template and line, when something is missing
     */
    public String render(String page, Locale locale, Map<String, Object> variables) {
        StringWriter out = new StringWriter(16 * 1024);
        try {
            pebble.getTemplate(page).evaluate(out, bare(variables), locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static Map<String, @Nullable Object> bare(Map<String, Object> variables) {
        Map<String, @Nullable Object> bare = new LinkedHashMap<>();
        variables.forEach((name, value) -> bare.put(name, RecordAttributes.bare(value)));
        return bare;
    }

    private static final class Own extends AbstractExtension {
        private final Map<String, Word> words;

        Own(Map<String, Word> words) {
            this.words = Map.copyOf(words);
        }

        @Override
        public Map<String, Function> getFunctions() {
            Map<String, Function> functions = new LinkedHashMap<>();
            words.forEach((name, word) -> functions.put(name, new PageFunction(word)));
            return functions;
        }

        @Override
        public List<AttributeResolver> getAttributeResolver() {
            return List.of(new RecordAttributes());
        }
    }
}
