package org.postroom.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedTemplatesTest {
    private static final Templates TEMPLATES = Templates.load(TemplateDirectory.SHIPPED);
    private static final Path SAMPLES = Path.of("target", "template-samples");

    static Stream<Arguments> all() {
        return Stream.of("en", "de")
                .flatMap(language -> Stream.of(TemplateName.values()).map(name -> Arguments.of(language, name)));
    }

    @Test
    void haveNoProblems() {
        assertThat(TEMPLATES.check()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void areCompleteInBothLanguagesWithTextAndHtml(String language, TemplateName name) {
        assertThat(TemplateDirectory.SHIPPED.resolve(language + "/" + name + ".txt"))
                .exists();
        assertThat(TemplateDirectory.SHIPPED.resolve(language + "/" + name + ".html"))
                .exists();
    }

    /** Look at them: {@code target/template-samples}. */
    @ParameterizedTest
    @MethodSource("all")
    void fillWithTheirSamples(String language, TemplateName name) throws IOException {
        Rendered full = TEMPLATES.render(name, Locale.of(language), Model.sample(name));
        Rendered bare = TEMPLATES.render(name, Locale.of(language), bare(name));
        Files.createDirectories(SAMPLES);
        for (var sample : Map.of("", full, "-bare", bare).entrySet()) {
            String file = language + "-" + name + sample.getKey();
            Rendered mail = sample.getValue();
            Files.writeString(SAMPLES.resolve(file + ".txt"), "Subject: " + mail.subject() + "\n\n" + mail.text());
            Files.writeString(SAMPLES.resolve(file + ".html"), mail.html().orElseThrow());
        }
        assertThat(full.subject()).isNotBlank().doesNotContain("{", "}");
        assertThat(full.text()).doesNotContain("{{", "{%", "null").doesNotContain("\n\n\n\n");
        assertThat(full.html().orElseThrow())
                .contains("lang=\"" + language + "\"")
                .doesNotContain("{{", "{%");
    }

    @ParameterizedTest
    @MethodSource("all")
    void shoutNothingAndLoadNothing(String language, TemplateName name) {
        Rendered mail = TEMPLATES.render(name, Locale.of(language), Model.sample(name));
        String html = mail.html().orElseThrow();

        assertThat(mail.text()).doesNotContain("!");
        assertThat(html).doesNotContain("<img", "<script", "src=", "url(", "@import", "<link");
    }

    @ParameterizedTest
    @MethodSource("all")
    void keepLinesShortEnoughToRead(String language, TemplateName name) throws IOException {
        List<String> lines = Files.readAllLines(TemplateDirectory.SHIPPED.resolve(language + "/" + name + ".txt"));

        assertThat(lines.stream().skip(1).filter(line -> !line.contains("{"))).allMatch(line -> line.length() <= 85);
    }

    /** Every text empty, every list empty, every flag turned round. */
    private static Model bare(TemplateName name) {
        Model model = Model.EMPTY;
        for (Variable variable : name.variables()) {
            boolean needed = List.of("brand.colour", "language", "ticket.state").contains(variable.name());
            if (variable.isList()) {
                model = model.with(variable.name(), List.of());
            } else if (variable.isFlag()) {
                model = model.with(variable.name(), !(Boolean) variable.sample());
            } else {
                model = model.with(variable.name(), needed ? (String) variable.sample() : "");
            }
        }
        return model;
    }
}
