package org.postroom.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/templates.md} to the code. What it should say is written to {@code target/templates-guide.md}. */
class TemplateGuideTest {
    private static final Path GUIDE = Path.of("docs", "templates.md");

    @Test
    void listsEveryVariableOfEveryMail() throws IOException {
        String tables =
                Stream.of(TemplateName.values()).map(TemplateGuideTest::table).collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target", "templates-guide.md"), tables);

        assertThat(between("<!-- variables: made by TemplateGuideTest -->\n", "<!-- /variables -->"))
                .as("target/templates-guide.md holds what belongs between the marks")
                .isEqualTo(tables);
    }

    @Test
    void namesEveryFilter() throws IOException {
        String filters = between("<!-- filters -->", "<!-- /filters -->");

        assertThat(Stream.of(filters.split("`")).filter(word -> word.matches("[a-z]+")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(true, false)
                        .flatMap(html -> Language.filters(html).stream())
                        .collect(Collectors.toSet()));
    }

    private static String table(TemplateName name) {
        return "### " + name + "\n\n| variable | meaning | sample |\n|---|---|---|\n"
                + name.variables().stream().map(TemplateGuideTest::row).collect(Collectors.joining());
    }

    private static String row(Variable variable) {
        return "| `" + variable.name() + "` | " + variable.meaning() + " | " + sample(variable.sample()) + " |\n";
    }

    private static String sample(Object sample) {
        return switch (sample) {
            case Boolean flag -> flag ? "yes" : "no";
            case List<?> list -> "each with " + fields(list);
            default -> escape(sample.toString());
        };
    }

    private static String fields(List<?> list) {
        return ((Map<?, ?>) list.getFirst())
                .keySet().stream().map(field -> "`" + field + "`").sorted().collect(Collectors.joining(", "));
    }

    private static String escape(String text) {
        return text.lines().findFirst().orElse("").replace("|", "\\|").replace("<", "&lt;")
                + (text.contains("\n") ? " …" : "");
    }

    private static String between(String from, String to) throws IOException {
        String guide = Files.readString(GUIDE);
        return guide.substring(guide.indexOf(from) + from.length(), guide.indexOf(to));
    }
}
