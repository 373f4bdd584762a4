package org.postroom.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of Pebble's language that templates may use. What is not listed does not exist for them: no functions, no
 * {@code raw}, no {@code autoescape}, no macros or imports, no properties of Java objects.
 */
final class Language {
    static final Set<String> TAGS = Set.of("if", "for", "block", "extends", "include");
    static final Set<String> TESTS = Set.of("empty");
    private static final Set<String> FILTERS =
            Set.of("upper", "lower", "capitalize", "trim", "join", "length", "abbreviate", "default");

    /** What Pebble's own visitor puts around each value of an HTML template. */
    static final String ESCAPE = "escape";

    private Language() {}

    static Set<String> filters(boolean html) {
        Set<String> own =
                html ? TextFilters.forHtml().keySet() : TextFilters.forText().keySet();
        return Stream.of(FILTERS, own).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    static ExtensionCustomizer restrict(Extension extension) {
        return new ExtensionCustomizer(extension) {
            @Override
            public Map<String, Filter> getFilters() {
                Map<String, Filter> all = super.getFilters();
                return all == null ? Map.of() : only(all, FILTERS, ESCAPE);
            }

            @Override
            public Map<String, Test> getTests() {
                Map<String, Test> all = super.getTests();
                return all == null ? Map.of() : only(all, TESTS, "");
            }

            @Override
            public Map<String, Function> getFunctions() {
                return Map.of();
            }

            @Override
            public Map<String, Object> getGlobalVariables() {
                return Map.of();
            }

            @Override
            public List<TokenParser> getTokenParsers() {
                List<TokenParser> all = super.getTokenParsers();
                return all == null
                        ? List.of()
                        : all.stream()
                                .filter(parser -> TAGS.contains(parser.getTag()))
                                .toList();
            }

            @Override
            public List<AttributeResolver> getAttributeResolver() {
                return List.of();
            }
        };
    }

    private static <T> Map<String, T> only(Map<String, T> all, Set<String> allowed, String also) {
        return all.entrySet().stream()
                .filter(entry ->
                        allowed.contains(entry.getKey()) || entry.getKey().equals(also))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
