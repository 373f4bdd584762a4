package org.postroom.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesReloadTest {
    private static final String FINE = "Subject: New\n\nNew text\n";
    private static final String FAULTY = "Subject: New\n\n{{ nothing }}\n";

    @TempDir
    private Path directory;

    private TemplateDirectory files;
    private Templates templates;

    @BeforeEach
    void load() {
        files = TemplateDirectory.copiedTo(directory);
        templates = files.load();
    }

    @Test
    void takesUpAChangedFile() {
        files.write("en/answer.txt", FINE);

        assertThat(templates.reload()).isInstanceOf(Templates.Reload.Changed.class);
        assertThat(text()).isEqualTo("New text\n");
        assertThat(templates.reload()).isInstanceOf(Templates.Reload.Unchanged.class);
    }

    @Test
    void keepsTheOldTemplatesWhileTheNewOnesAreFaultyAndSaysSoOnce() {
        String before = text();
        files.write("en/answer.txt", FAULTY);

        assertThat(templates.reload())
                .isInstanceOfSatisfying(
                        Templates.Reload.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(TemplateProblem::file)
                                .containsExactly("en/answer.txt"));
        assertThat(templates.reload()).isInstanceOf(Templates.Reload.Unchanged.class);
        assertThat(text()).isEqualTo(before);
    }

    @Test
    void recoversWhenTheFaultIsMended() {
        files.write("en/answer.txt", FAULTY);
        templates.reload();
        files.write("en/answer.txt", FINE);

        assertThat(templates.reload()).isInstanceOf(Templates.Reload.Changed.class);
        assertThat(text()).isEqualTo("New text\n");
    }

    @Test
    void saysAgainWhenTheSameFaultComesBack() throws Exception {
        String original = java.nio.file.Files.readString(directory.resolve("en/answer.txt"));
        files.write("en/answer.txt", FAULTY);
        templates.reload();
        files.write("en/answer.txt", original);
        templates.reload();
        files.write("en/answer.txt", FAULTY);

        assertThat(templates.reload()).isInstanceOf(Templates.Reload.Refused.class);
    }

    @Test
    void doesNotMindWhatEditorsLeaveBehind() {
        files.write("en/.answer.txt.swp", "x").write("en/answer.txt~", "x").write("en/.#answer.txt", "x");

        assertThat(templates.reload()).isInstanceOf(Templates.Reload.Unchanged.class);
    }

    @Test
    void looksAgainAfterTheInterval() {
        assertThat(new TemplateWatch(templates, Duration.ofSeconds(5)).run()).isEqualTo(Duration.ofSeconds(5));
    }

    private String text() {
        return templates
                .render(TemplateName.ANSWER, Locale.ENGLISH, Model.sample(TemplateName.ANSWER))
                .text();
    }
}
