package org.postroom.web;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words of the pages, by language. A text is a {@link MessageFormat} pattern: <code>{0}</code> is its first argument,
 * <code>{0,choice,…}</code> tells one from many.
 */
public final class Texts {
    /** The languages there are, the first for whoever wants none of them. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final Map<Locale, Properties> texts =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(language -> language, Texts::load));
    private final Map<String, MessageFormat> patterns = new ConcurrentHashMap<>();

    /** A text with its arguments filled in. Throws IllegalArgumentException for a key that no language has. */
    public String of(Locale locale, String key, Object... arguments) {
        Locale language = nearest(locale);
        String pattern = Optional.ofNullable(
                        texts.getOrDefault(language, new Properties()).getProperty(key))
                .orElseThrow(() -> new IllegalArgumentException("There is no text " + key));
        return arguments.length == 0 ? pattern : filled(language, key, pattern, arguments);
    }

    /** Whether there is a text of this key. */
    boolean has(String key) {
        return keys(LANGUAGES.getFirst()).contains(key);
    }

    /** The keys of a language. */
    Set<String> keys(Locale language) {
        return texts.getOrDefault(language, new Properties()).stringPropertyNames();
    }

    /** The language there are texts for that is nearest: the same without country, else the first. */
    public static Locale nearest(Locale locale) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }

    /** The language a browser asks for (RFC 9110 section 12.5.4). */
    public static Locale accepted(Optional<String> acceptLanguage) {
        return acceptLanguage.stream()
                .flatMap(Texts::ranges)
                .map(range -> Locale.lookup(List.of(range), LANGUAGES))
                .filter(found -> found != null)
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }

    private static Stream<Locale.LanguageRange> ranges(String header) {
        try {
            return Locale.LanguageRange.parse(header).stream();
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    /** Formats are not safe to share between threads; a copy is. */
    private String filled(Locale language, String key, String pattern, Object... arguments) {
        MessageFormat format =
                patterns.computeIfAbsent(language + " " + key, _ -> new MessageFormat(pattern, language));
        return ((MessageFormat) format.clone()).format(arguments);
    }

    private static Properties load(Locale language) {
        String resource = "/web/texts/" + language.getLanguage() + ".properties";
        Properties texts = new Properties();
        try (var in = Texts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file " + resource);
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
