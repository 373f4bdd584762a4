package org.postroom.web.customer;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.postroom.agent.Brand;

/**
 * How a company shows itself on its page.
 *
 * @param name its brand's web name
 * @param home its own page; only {@code http:} and {@code https:}
 * @param sheet address of the style sheet with its colour
 * @param mark a small picture with its first letter, as a {@code data:} address: its logo is elsewhere, and pages load nothing
 *     from elsewhere
 */
record Company(String name, Optional<String> home, String sheet, String mark) {
    /** Where the style sheets are, by colour. */
    static final String SHEETS = "/static/colours/";

    private static final String USUAL = "1a7360";

    static Company of(Brand brand) {
        String colour = brand.colour().map(Company::digits).orElse(USUAL);
        return new Company(
                brand.webName(), brand.webUrl().flatMap(Company::home), SHEETS + colour, mark(brand.webName(), colour));
    }

    private static Optional<String> home(URI url) {
        String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        return scheme.equals("https") || scheme.equals("http") ? Optional.of(url.toString()) : Optional.empty();
    }

    private static String digits(String colour) {
        String digits = colour.toLowerCase(Locale.ROOT).replace("#", "");
        return BrandColours.of(digits).isPresent() ? digits : USUAL;
    }

    private static String mark(String name, String colour) {
        String letter = name.isBlank()
                ? ""
                : name.strip()
                        .substring(0, name.strip().offsetByCodePoints(0, 1))
                        .toUpperCase(Locale.ROOT);
        String svg =
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='#"
                        + colour
                        + "'/><text x='16' y='22' text-anchor='middle' font-family='system-ui,sans-serif' font-size='18'"
                        + " font-weight='600' fill='" + BrandColours.letterOn(colour) + "'>"
                        + letter.replace("&", "&amp;").replace("<", "&lt;") + "</text></svg>";
        return "data:image/svg+xml,"
                + URLEncoder.encode(svg, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
