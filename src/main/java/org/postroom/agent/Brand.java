package org.postroom.agent;

import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * A brand (SPEC A1): what its departments inherit unless they set their own, and how it shows itself.
 *
 * @param colour as {@code #rrggbb}
 * @param logo address of a picture
 * @param webName the name its pages carry
 * @param webUrl where the company's own page is
 */
public record Brand(
        BrandId id,
        String name,
        Locale language,
        BusinessHours hours,
        Optional<String> colour,
        Optional<URI> logo,
        String webName,
        Optional<URI> webUrl) {
    public ZoneId zone() {
        return hours.zone();
    }
}
