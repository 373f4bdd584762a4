package org.postroom.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postroom.template.PageTemplates.Html;

/** Icons to stand within a page; a line of {@code icons.txt} is a name and its paths, of the Lucide set (ISC licence). */
final class Icons {
    private final Map<String, String> shapes;

    Icons() {
        try (var in = Icons.class.getResourceAsStream("/web/icons.txt")) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its file /web/icons.txt");
            }
            this.shapes = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The icon; hidden from readers of the page's words, which stand beside it or in a label. */
    Html of(String name) {
        String shape = Optional.ofNullable(shapes.get(name))
                .orElseThrow(() -> new IllegalArgumentException("No icon " + name));
        return new Html("<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">" + shape + "</svg>");
    }
}
