package org.postroom.template;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** All templates of one moment, compiled when first used and unchanging. */
final class TemplateSet {
    static final String FALLBACK = "en";
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");

    private final TemplateFiles files;
    private final Engine text;
    private final Engine html;

    TemplateSet(TemplateFiles files) {
        this.files = files;
        this.text = Engine.forText(files);
        this.html = Engine.forHtml(files);
    }

    String fingerprint() {
        return files.fingerprint();
    }

    /** The languages that have a directory. */
    Set<String> languages() {
        return files.texts().keySet().stream()
                .filter(file -> file.contains("/"))
                .map(file -> file.substring(0, file.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The exact language, else the language without its country, else English. */
    Rendered render(TemplateName name, Locale locale, Model model) {
        return renderIn(languageOf(name, locale), name, model);
    }

    /** Whether the template that {@link #render} would fill uses a variable, in subject, text or HTML. */
    boolean uses(TemplateName name, Locale locale, String variable) {
        String file = languageOf(name, locale) + "/" + name;
        List<Variable> known = name.variables();
        return TemplateWalk.uses(text, Engine.subjectOf(file + ".txt"), known).contains(variable)
                || TemplateWalk.uses(text, Engine.bodyOf(file + ".txt"), known).contains(variable)
                || html.has(file + ".html")
                        && TemplateWalk.uses(html, file + ".html", known).contains(variable);
    }

    private String languageOf(TemplateName name, Locale locale) {
        return List.of(locale.toLanguageTag(), locale.getLanguage(), FALLBACK).stream()
                .filter(candidate -> text.has(Engine.bodyOf(candidate + "/" + name + ".txt")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no template '" + name + "'"));
    }

    List<TemplateProblem> check() {
        List<TemplateProblem> problems = new ArrayList<>(files.problems());
        for (TemplateName name : TemplateName.values()) {
            String file = FALLBACK + "/" + name + ".txt";
            if (!files.texts().containsKey(file)) {
                problems.add(new TemplateProblem(file, 0, "This template is missing"));
            }
        }
        files.texts().forEach((file, content) -> check(file, content, problems));
        return problems.stream().distinct().toList();
    }

    private void check(String file, String content, List<TemplateProblem> problems) {
        int slash = file.indexOf('/');
        String bare = file.substring(slash + 1, file.lastIndexOf('.'));
        if (bare.startsWith("_")) {
            return;
        }
        String language = file.substring(0, Math.max(slash, 0));
        Optional<TemplateName> name = TemplateName.ofFileName(bare);
        if (!LANGUAGE.matcher(language).matches()) {
            problems.add(new TemplateProblem(
                    file,
                    0,
                    "'" + language + "' is not a language: templates are in directories such as en, de or pt-BR"));
        } else if (name.isEmpty()) {
            problems.add(new TemplateProblem(file, 0, "Unknown template '" + bare + "'" + Nearest.hint(bare, names())));
        } else if (file.endsWith(".html")) {
            checkHtml(file, name.get(), language, problems);
        } else {
            checkText(file, content, name.get(), language, problems);
        }
    }

    private void checkHtml(String file, TemplateName name, String language, List<TemplateProblem> problems) {
        if (!files.texts().containsKey(language + "/" + name + ".txt")) {
            problems.add(
                    new TemplateProblem(file, 0, "There is no " + name + ".txt beside it: every mail has a text part"));
        }
        problems.addAll(TemplateWalk.check(html, file, name.variables()));
    }

    private void checkText(
            String file, String content, TemplateName name, String language, List<TemplateProblem> problems) {
        if (!TemplateSource.isWellFormed(content)) {
            problems.add(new TemplateProblem(file, 1, TemplateSource.RULE));
            return;
        }
        List<TemplateProblem> found = new ArrayList<>();
        found.addAll(TemplateWalk.check(text, Engine.subjectOf(file), name.variables()));
        found.addAll(TemplateWalk.check(text, Engine.bodyOf(file), name.variables()));
        problems.addAll(found);
        if (found.isEmpty()
                && problems.stream().noneMatch(problem -> problem.file().startsWith(language + "/" + name + "."))) {
            tryOut(file, name, language).ifPresent(problems::add);
        }
    }

    /** What only shows when it is filled, such as a comparison of things that cannot be compared. */
    private Optional<TemplateProblem> tryOut(String file, TemplateName name, String language) {
        try {
            renderIn(language, name, Model.sample(name));
            return Optional.empty();
        } catch (PebbleException e) {
            String at = e.getFileName() == null ? file : Engine.fileOf(e.getFileName());
            return Optional.of(
                    new TemplateProblem(at, e.getLineNumber() == null ? 0 : e.getLineNumber(), e.getPebbleMessage()));
        }
    }

    private Rendered renderIn(String language, TemplateName name, Model model) {
        Map<String, Object> values = model.with("language", language).nestedFor(name);
        String file = language + "/" + name;
        String subject = fill(text.compile(Engine.subjectOf(file + ".txt")), values);
        String body = fill(text.compile(Engine.bodyOf(file + ".txt")), values);
        Optional<String> page =
                html.has(file + ".html") ? Optional.of(fill(html.compile(file + ".html"), values)) : Optional.empty();
        return new Rendered(oneLine(subject), body.strip() + "\n", page);
    }

    private static String oneLine(String subject) {
        return subject.replaceAll("[\\p{Cc}\\s\\u2028\\u2029]+", " ").strip();
    }

    private static String fill(PebbleTemplate template, Map<String, Object> values) {
        StringWriter out = new StringWriter();
        try {
            template.evaluate(out, values, Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter does not fail", e);
        }
        return out.toString();
    }

    private static List<String> names() {
        return List.of(TemplateName.values()).stream()
                .map(TemplateName::fileName)
                .toList();
    }
}
