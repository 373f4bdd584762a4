package org.postroom.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds programs in {@code PATH} and where Debian keeps its servers. */
public final class InstalledPrograms implements ExecutionCondition {

    private static final List<String> SERVER_DIRECTORIES = List.of("/usr/sbin", "/usr/local/sbin", "/sbin");

    /**
     * Finds a program.
     *
     * @param program its name, without a directory
     * @return its path, or nothing where it is not installed
     */
    public static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), SERVER_DIRECTORIES.stream())
                .filter(directory -> !directory.isBlank())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, NeedsProgram.class))
                .map(needs -> evaluate(needs.value()))
                .orElse(ConditionEvaluationResult.enabled("needs no program"));
    }

    private static ConditionEvaluationResult evaluate(String[] programs) {
        List<String> missing = Arrays.stream(programs)
                .filter(program -> find(program).isEmpty())
                .toList();
        return missing.isEmpty()
                ? ConditionEvaluationResult.enabled("all programs are installed")
                : ConditionEvaluationResult.disabled("not installed here: " + String.join(", ", missing));
    }
}
