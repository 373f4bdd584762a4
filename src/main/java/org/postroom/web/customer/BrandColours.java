package org.postroom.web.customer;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A brand's colour on the page, light and dark: where the colour itself would be hard to read, one near it that is not (WCAG 2.2,
 * success criteria 1.4.3 and 1.4.11).
 */
final class BrandColours {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{6}");
    private static final Colour WHITE = new Colour(255, 255, 255);
    private static final Colour BLACK = new Colour(0, 0, 0);
    private static final Colour LIGHT_GROUND = new Colour(0xf1, 0xf2, 0xf0);
    private static final Colour DARK_GROUND = new Colour(0x20, 0x24, 0x26);
    private static final Colour DARK_PAPER = new Colour(0x16, 0x18, 0x1a);
    private static final double TEXT = 4.5;
    private static final double SHAPE = 3;
    private static final double STEP = 0.04;
    private static final double TOUCHED = 0.12;
    private static final double LIGHT_TINT = 0.92;
    private static final double DARK_TINT = 0.82;

    private final Colour brand;

    private BrandColours(Colour brand) {
        this.brand = brand;
    }

    /** Of six hexadecimal digits in lower case; empty for anything else. */
    static Optional<BrandColours> of(String digits) {
        return FORM.matcher(digits).matches() ? Optional.of(new BrandColours(Colour.of(digits))) : Optional.empty();
    }

    /** What can be read on a colour of six hexadecimal digits. */
    static String letterOn(String digits) {
        return textOn(Colour.of(digits)).toString();
    }

    /** A style sheet that puts these colours in the place of the page's own. */
    String sheet() {
        Colour light = apart(brand, WHITE, SHAPE, BLACK);
        Colour dark = apart(brand, DARK_PAPER, SHAPE, WHITE);
        Colour onLight = textOn(light);
        Colour onDark = textOn(dark);
        return ":root{--brand:" + brand + ";"
                + token("accent", light, dark)
                + token("on-accent", onLight, onDark)
                + token("accent-hover", touched(light, onLight), touched(dark, onDark))
                + token("accent-ink", apart(brand, LIGHT_GROUND, TEXT, BLACK), apart(brand, DARK_GROUND, TEXT, WHITE))
                + token("chosen", brand.towards(WHITE, LIGHT_TINT), brand.towards(DARK_PAPER, DARK_TINT))
                + "}\n";
    }

    private static String token(String name, Colour light, Colour dark) {
        return "--" + name + ":light-dark(" + light + "," + dark + ");";
    }

    private static Colour textOn(Colour ground) {
        return ground.contrast(WHITE) >= TEXT ? WHITE : BLACK;
    }

    /** Away from the text on it, so that it is as readable as before. */
    private static Colour touched(Colour ground, Colour text) {
        return ground.towards(text.equals(WHITE) ? BLACK : WHITE, TOUCHED);
    }

    private static Colour apart(Colour colour, Colour ground, double contrast, Colour goal) {
        Colour found = colour;
        for (double part = STEP; found.contrast(ground) < contrast && part <= 1; part += STEP) {
            found = colour.towards(goal, part);
        }
        return found;
    }

    /** Red, green and blue, 0 to 255. */
    record Colour(int red, int green, int blue) {
        private static final int HEX = 16;

        static Colour of(String digits) {
            return new Colour(
                    Integer.parseInt(digits.substring(0, 2), HEX),
                    Integer.parseInt(digits.substring(2, 4), HEX),
                    Integer.parseInt(digits.substring(4, 6), HEX));
        }

        Colour towards(Colour other, double part) {
            return new Colour(
                    mixed(red, other.red, part), mixed(green, other.green, part), mixed(blue, other.blue, part));
        }

        private static int mixed(int from, int to, double part) {
            return (int) Math.round(from + (to - from) * part);
        }

        /** 1 to 21, as WCAG 2.2 defines the contrast ratio. */
        double contrast(Colour other) {
            double one = luminance() + 0.05;
            double two = other.luminance() + 0.05;
            return Math.max(one, two) / Math.min(one, two);
        }

        private double luminance() {
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
        }

        private static double linear(int part) {
            double share = part / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
        }
    }
}
