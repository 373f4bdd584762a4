package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
    private static final Pattern USE = Pattern.compile("\\bt\\('([^']+)'[,)]");

    private final Texts texts = new Texts();

    @Test
    void hasEachTextInEachLanguage() {
        Set<String> english = new TreeSet<>(texts.keys(Locale.ENGLISH));
        assertThat(Texts.LANGUAGES)
                .allSatisfy(language -> assertThat(new TreeSet<>(texts.keys(language)))
                        .as(language.toString())
                        .isEqualTo(english));
    }

    @Test
    void saysNothingTwice() throws IOException {
        for (Locale language : Texts.LANGUAGES) {
            Path file = Path.of("src/main/resources/web/texts", language.getLanguage() + ".properties");
            assertThat(Files.readAllLines(file).stream()
                            .filter(line -> line.matches("[^#=]+=.*"))
                            .map(line -> line.substring(0, line.indexOf('='))))
                    .as(file.toString())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void takesTheSameArgumentsInEachLanguage() {
        assertThat(texts.keys(Locale.ENGLISH)).allSatisfy(key -> {
            int arguments = arguments(Locale.ENGLISH, key);
            assertThat(arguments(Locale.GERMAN, key)).as(key).isEqualTo(arguments);
        });
    }

    @Test
    void hasEveryTextThatAPageNames() throws IOException {
        try (Stream<Path> pages = Files.walk(Path.of("src/main/resources/web/pages"))) {
            List<Path> files = pages.filter(Files::isRegularFile).toList();
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(
                            file -> assertThat(texts.keys(Locale.ENGLISH)).containsAll(named(Files.readString(file))));
        }
    }

    @Test
    void fillsInWhatSomebodyWroteAsItIs() {
        assertThat(texts.of(Locale.ENGLISH, "login.hello", "{0} '' ${x} <b>")).isEqualTo("Hello {0} '' ${x} <b>");
    }

    @Test
    void speaksTheLanguageTheBrowserWantsMost() {
        assertThat(Texts.accepted(Optional.of("fr, de-AT;q=0.8, en;q=0.5"))).isEqualTo(Locale.GERMAN);
        assertThat(Texts.accepted(Optional.of("fr"))).isEqualTo(Locale.ENGLISH);
        assertThat(Texts.accepted(Optional.of(";;;q=x"))).isEqualTo(Locale.ENGLISH);
        assertThat(Texts.accepted(Optional.empty())).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void failsForATextThereIsNot() {
        assertThatThrownBy(() -> texts.of(Locale.ENGLISH, "no.such")).hasMessageContaining("no.such");
    }

    private int arguments(Locale language, String key) {
        return new MessageFormat(texts.of(language, key), language).getFormatsByArgumentIndex().length;
    }

    private static Set<String> named(String page) {
        return USE.matcher(page).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }
}
