package org.postroom.template;

/**
 * Something wrong with a template.
 *
 * @param file below the templates' directory, with slashes
 * @param line counted from 1; 0 when it is the whole file
 * @param message one sentence
 */
public record TemplateProblem(String file, int line, String message) {
    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
