package org.postroom.template;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.attributes.ResolvedAttribute;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values by name out of maps, and out of records and enums by their methods without parameters. */
final class RecordAttributes implements AttributeResolver {
    private final ClassValue<Map<String, Method>> methods = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                    .filter(method -> !method.isSynthetic() && !Modifier.isPrivate(method.getModifiers()))
                    .peek(method -> method.setAccessible(true))
                    .collect(Collectors.toUnmodifiableMap(Method::getName, Function.identity()));
        }
    };

    @Override
    @SuppressWarnings("NullAway") // the interface is not annotated; null tells Pebble to look on
    public @Nullable ResolvedAttribute resolve(
            Object owner,
            Object name,
            Object @Nullable [] argumentValues,
            @Nullable ArgumentsNode arguments,
            EvaluationContextImpl context,
            String file,
            int line) {
        if (owner instanceof Map<?, ?> map && map.containsKey(name)) {
            return new ResolvedAttribute(bare(map.get(name)));
        }
        if (owner instanceof Record || owner instanceof Enum<?>) {
            Method method = methods.get(owner.getClass()).get(String.valueOf(name));
            return method == null ? null : new ResolvedAttribute(bare(call(method, owner)));
        }
        return null;
    }

    /** An empty Optional is null for a page: {@code {% if x.y is null %}}. */
    static @Nullable Object bare(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private static @Nullable Object call(Method method, Object owner) {
        try {
            return method.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Cannot read " + method, e);
        }
    }
}
