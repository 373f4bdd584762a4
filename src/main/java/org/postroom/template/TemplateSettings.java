package org.postroom.template;

import java.nio.file.Path;

/**
 * Where the templates are.
 *
 * @param directory holds one directory per language, such as {@code en} and {@code de}
 */
public record TemplateSettings(Path directory) {}
