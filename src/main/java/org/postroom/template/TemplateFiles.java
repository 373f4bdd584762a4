package org.postroom.template;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.postroom.mail.Bytes;

/**
 * All template files as they stood at one moment, by their path below the directory. Whatever a template refers to is
 * looked up here, so that none can reach another file of the machine.
 */
record TemplateFiles(SortedMap<String, String> texts, List<TemplateProblem> problems) {
    private static final long MAX_SIZE = 256L * 1024;

    TemplateFiles {
        texts = new TreeMap<>(texts);
        problems = List.copyOf(problems);
    }

    static TemplateFiles read(Path directory) {
        SortedMap<String, String> texts = new TreeMap<>();
        List<TemplateProblem> problems = new ArrayList<>();
        try (Stream<Path> found = Files.walk(directory, 2)) {
            found.filter(TemplateFiles::isTemplate).sorted().forEach(file -> {
                String name = directory.relativize(file).toString().replace('\\', '/');
                read(file, name, texts, problems);
            });
        } catch (IOException e) {
            problems.add(
                    new TemplateProblem(directory.toString(), 0, "This directory cannot be read: " + e.getMessage()));
        }
        return new TemplateFiles(texts, problems);
    }

    /** Changes when any file does. */
    String fingerprint() {
        return Bytes.of(texts + "\n" + problems).sha256();
    }

    private static void read(Path file, String name, SortedMap<String, String> texts, List<TemplateProblem> problems) {
        try {
            if (Files.size(file) > MAX_SIZE) {
                problems.add(new TemplateProblem(name, 0, "A template is at most " + MAX_SIZE / 1024 + " KiB"));
            } else {
                texts.put(name, Files.readString(file).replace("\r\n", "\n"));
            }
        } catch (CharacterCodingException e) {
            problems.add(new TemplateProblem(name, 0, "This file is not UTF-8"));
        } catch (IOException e) {
            problems.add(new TemplateProblem(name, 0, "This file cannot be read: " + e.getMessage()));
        }
    }

    /** Not what editors leave beside a file. */
    private static boolean isTemplate(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".txt") || name.endsWith(".html")) && !name.startsWith(".") && Files.isRegularFile(file);
    }
}
