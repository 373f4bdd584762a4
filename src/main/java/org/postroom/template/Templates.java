package org.postroom.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The templates of a directory. While files change, the last faultless ones are used. Safe for use by several threads.
 *
 * <p>A mail is written in the language asked for ({@code de-AT}), else in the language without its country ({@code de}),
 * else in English, which must be complete.
 */
public final class Templates {
    private final Path directory;
    private final AtomicReference<TemplateSet> current;
    private final AtomicReference<String> refused = new AtomicReference<>("");

    private Templates(Path directory, TemplateSet first) {
        this.directory = directory;
        this.current = new AtomicReference<>(first);
    }

    /**
     * Reads the directory as it stands. What is wrong with it, {@link #check} tells; nothing is thrown here, so that all
     * problems of conf and templates can be told at once.
     */
    public static Templates load(Path directory) {
        return new Templates(directory, new TemplateSet(TemplateFiles.read(directory)));
    }

    /** All that is wrong with the templates in use, in the order of files; empty when they can be used. */
    public List<TemplateProblem> check() {
        return current.get().check();
    }

    /** The languages there is a directory for. */
    public Set<String> languages() {
        return current.get().languages();
    }

    /**
     * Fills a template.
     *
     * @throws IllegalArgumentException naming the variable that the model lacks
     * @throws IllegalStateException when there is no such template, not even in English
     */
    public Rendered render(TemplateName name, Locale locale, Model model) {
        return current.get().render(name, locale, model);
    }

    /**
     * Whether the template that would be filled has a variable in it, itself or in what it includes or extends; for values
     * that have to be made. Yes, too, where the variable stands in a branch that is never taken.
     *
     * @throws IllegalStateException when there is no such template, not even in English
     */
    public boolean uses(TemplateName name, Locale locale, String variable) {
        return current.get().uses(name, locale, variable);
    }

    /** Takes up what changed on disk since. A faulty change is refused whole, and told once. */
    public synchronized Reload reload() {
        TemplateSet found = new TemplateSet(TemplateFiles.read(directory));
        String fingerprint = found.fingerprint();
        if (fingerprint.equals(current.get().fingerprint())) {
            refused.set("");
            return new Reload.Unchanged();
        }
        if (fingerprint.equals(refused.get())) {
            return new Reload.Unchanged();
        }
        return judge(found, fingerprint);
    }

    private Reload judge(TemplateSet found, String fingerprint) {
        List<TemplateProblem> problems = found.check();
        if (!problems.isEmpty()) {
            refused.set(fingerprint);
            return new Reload.Refused(problems);
        }
        refused.set("");
        current.set(found);
        return new Reload.Changed();
    }

    /** What a look at the directory led to. */
    public sealed interface Reload {
        /** Nothing new. */
        record Unchanged() implements Reload {}

        /** New templates are in use. */
        record Changed() implements Reload {}

        /** Something changed and is faulty; the old templates stay in use. */
        record Refused(List<TemplateProblem> problems) implements Reload {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }
}
