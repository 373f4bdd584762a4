package org.postroom.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in {@code ${env:NAME}}, {@code ${env:NAME:-otherwise}} and {@code ${file:path}}. A second dollar sign in front
 * keeps the braces as they are.
 *
 * <p>Commons Configuration's own interpolation is not used: it has look-ups (scripts, addresses) that conf must not reach,
 * leaves unknown ones standing silently, and looks for variables again in what it filled in, so that a password that
 * holds the sign of a variable would come out wrong.
 */
final class Interpolation {
    static final String ALLOWED = "${env:NAME}, ${env:NAME:-otherwise}, ${file:path}, or $${ for ${ itself";

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\$\\{|\\$\\{([^}:]*)(?::([^}]*?))?(?::-([^}]*))?}|\\$\\{");

    private static final Pattern LINE_ENDS = Pattern.compile("[\r\n]+$");

    private final Folder folder;
    private final Map<String, String> environment;

    Interpolation(Folder folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** The value with its variables filled in; empty when one could not be, which is then among the problems. */
    Optional<String> fill(Entry entry, ProblemList problems) {
        StringBuilder filled = new StringBuilder();
        Matcher variables = VARIABLE.matcher(entry.text());
        boolean good = true;
        while (variables.find()) {
            Optional<String> value = value(variables.toMatchResult(), entry, problems);
            good &= value.isPresent();
            variables.appendReplacement(filled, Matcher.quoteReplacement(value.orElse("")));
        }
        variables.appendTail(filled);
        return good ? Optional.of(filled.toString()) : Optional.empty();
    }

    /** Whether something would be filled in: what comes from outside is never shown. */
    static boolean hasVariables(String text) {
        return VARIABLE.matcher(text).find();
    }

    private Optional<String> value(MatchResult variable, Entry entry, ProblemList problems) {
        if (variable.group().equals("$${")) {
            return Optional.of("${");
        }
        return switch (variable.group(1)) {
            case "env" -> environment(variable, entry, problems);
            case "file" -> file(variable, entry, problems);
            case null, default -> unknown(variable, entry, problems);
        };
    }

    private Optional<String> environment(MatchResult variable, Entry entry, ProblemList problems) {
        String name = nameIn(variable);
        Optional<String> value = Optional.ofNullable(environment.get(name))
                .filter(set -> !set.isEmpty())
                .or(() -> Optional.ofNullable(variable.group(3)));
        if (value.isEmpty()) {
            problems.add(
                    entry.place(),
                    entry.key(),
                    "${env:" + name + "}, which is not set, or empty",
                    "an environment variable with a value, or ${env:" + name + ":-otherwise}",
                    "");
        }
        return value;
    }

    private Optional<String> file(MatchResult variable, Entry entry, ProblemList problems) {
        String name = nameIn(variable);
        Path path = folder.resolve(name);
        ProblemList reading = new ProblemList();
        Optional<String> text = folder.text(path, reading);
        if (text.isEmpty()) {
            String fault = reading.sorted().all().getFirst().found();
            problems.add(
                    entry.place(),
                    entry.key(),
                    "${file:" + name + "}: " + fault,
                    "the path of a readable text file; when relative, it begins at the conf folder",
                    "");
        }
        return text.map(found -> LINE_ENDS.matcher(found).replaceFirst(""));
    }

    private Optional<String> unknown(MatchResult variable, Entry entry, ProblemList problems) {
        String shown = Optional.ofNullable(variable.group(1))
                .map(kind -> "${" + kind + "…}")
                .orElse("${ without its }");
        problems.add(
                entry.place(), entry.key(), shown, ALLOWED, Nearest.hint(shownKind(variable), List.of("env", "file")));
        return Optional.empty();
    }

    private static String shownKind(MatchResult variable) {
        return Optional.ofNullable(variable.group(1)).orElse("");
    }

    private static String nameIn(MatchResult variable) {
        return Optional.ofNullable(variable.group(2)).orElse("");
    }
}
