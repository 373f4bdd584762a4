package org.postroom.web.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.web.customer.BrandColours.Colour;

class BrandColoursTest {
    private static Colour token(String sheet, String name, int theme) {
        Matcher found = Pattern.compile("--" + name + ":light-dark\\(#(\\w{6}),#(\\w{6})\\);")
                .matcher(sheet);
        assertThat(found.find()).as(name + " in " + sheet).isTrue();
        return Colour.of(found.group(theme + 1));
    }

    @Test
    void everyColourIsReadableLightAndDark() {
        Random random = new Random(20261122);
        for (int i = 0; i < 2000; i++) {
            String digits = String.format("%06x", random.nextInt(0x1000000));
            String sheet = BrandColours.of(digits).orElseThrow().sheet();
            for (int theme = 0; theme < 2; theme++) {
                Colour paper = theme == 0 ? new Colour(255, 255, 255) : Colour.of("16181a");
                Colour ink = theme == 0 ? Colour.of("1b1e1d") : Colour.of("e8eae9");
                Colour text = token(sheet, "on-accent", theme);
                assertThat(token(sheet, "accent", theme).contrast(text))
                        .as(digits)
                        .isGreaterThanOrEqualTo(4.5);
                assertThat(token(sheet, "accent-hover", theme).contrast(text))
                        .as(digits)
                        .isGreaterThanOrEqualTo(4.5);
                assertThat(token(sheet, "accent", theme).contrast(paper))
                        .as(digits)
                        .isGreaterThanOrEqualTo(2.99);
                assertThat(token(sheet, "accent-ink", theme).contrast(paper))
                        .as(digits)
                        .isGreaterThanOrEqualTo(4.5);
                assertThat(token(sheet, "chosen", theme).contrast(ink))
                        .as(digits)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
    }

    @Test
    void aColourThatIsReadableStaysAsItIs() {
        assertThat(BrandColours.of("0a66c2").orElseThrow().sheet())
                .contains("--brand:#0a66c2;", "--accent:light-dark(#0a66c2,");
    }

    @Test
    void contrastIsThatOfWcag() {
        assertThat(Colour.of("000000").contrast(Colour.of("ffffff"))).isEqualTo(21);
        assertThat(Colour.of("777777").contrast(Colour.of("ffffff"))).isBetween(4.47, 4.49);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fff", "ABCDEF", "12345g", "#123456", "1234567", "}*{all"})
    void anythingElseIsNoColour(String text) {
        assertThat(BrandColours.of(text)).isEmpty();
    }
}
