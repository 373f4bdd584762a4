package org.postroom.template;

import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The filters of our own: how text of several lines is shown. */
final class TextFilters {
    private TextFilters() {}

    /** {@code quote} puts {@code "> "} before each line, as mail does with what it answers. */
    static Map<String, Filter> forText() {
        return Map.of(
                "quote",
                filter(text -> text.strip()
                        .lines()
                        .map(line -> line.isEmpty() || line.startsWith(">") ? ">" + line : "> " + line)
                        .reduce((above, below) -> above + "\n" + below)
                        .orElse("")));
    }

    /** {@code lines} escapes a text for HTML and keeps its line breaks and indentation in every mail program. */
    static Map<String, Filter> forHtml() {
        return Map.of("lines", filter(text -> new SafeString(toHtml(text.strip()))));
    }

    private static String toHtml(String text) {
        return escape(text)
                .replace("\t", "    ")
                .replace("\n ", "\n&nbsp;")
                .replace("  ", " &nbsp;")
                .replace("\n", "<br>\n");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Filter filter(Function<String, Object> change) {
        return new Filter() {
            @Override
            public Object apply(
                    Object input,
                    Map<String, Object> arguments,
                    PebbleTemplate self,
                    EvaluationContext context,
                    int lineNumber) {
                return change.apply(String.valueOf(input));
            }

            @Override
            public List<String> getArgumentNames() {
                return List.of();
            }
        };
    }
}
