package org.postroom.template;

import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page's word as Pebble calls it: arguments by their place, as many as are given. */
final class PageFunction implements Function {
    private final PageTemplates.Word word;

    PageFunction(PageTemplates.Word word) {
        this.word = word;
    }

    @Override
    public Object execute(
            Map<String, Object> arguments, PebbleTemplate self, EvaluationContext context, int lineNumber) {
        List<Object> inOrder = new ArrayList<>();
        for (int i = 0; arguments.containsKey(String.valueOf(i)); i++) {
            inOrder.add(arguments.get(String.valueOf(i)));
        }
        Object value = word.of(inOrder, new Seen(context));
        return value instanceof PageTemplates.Html(String html) ? new SafeString(html) : value;
    }

    /** Null tells Pebble that arguments go by their place. */
    @Override
    @SuppressWarnings("NullAway") // the interface is not annotated
    public @Nullable List<String> getArgumentNames() {
        return null;
    }

    private record Seen(EvaluationContext context) implements PageTemplates.Scene {
        @Override
        public Locale locale() {
            return context.getLocale();
        }

        @Override
        public Object variable(String name) {
            Object value = context.getVariable(name);
            if (value == null) {
                throw new IllegalArgumentException("The page has no variable " + name);
            }
            return value;
        }
    }
}
