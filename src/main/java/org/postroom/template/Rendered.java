package org.postroom.template;

import java.util.Optional;

/**
 * A filled template.
 *
 * @param subject one line, without control characters
 * @param text plain text, lines end in LF
 * @param html the HTML part, where the template has one
 */
public record Rendered(String subject, String text, Optional<String> html) {}
