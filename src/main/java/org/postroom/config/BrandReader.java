package org.postroom.config;

import java.time.ZoneId;
import java.util.Optional;
import org.postroom.agent.Brand;
import org.postroom.agent.BrandId;
import org.postroom.agent.BusinessHours;

/** Reads {@code brands/ID.properties}. */
final class BrandReader {
    private static final BrandKeys KEYS = BrandKeys.KEYS;

    private final Folder folder;
    private final ZoneId zone;

    /** @param zone of brands that name none */
    BrandReader(Folder folder, ZoneId zone) {
        this.folder = folder;
        this.zone = zone;
    }

    Optional<Brand> read(String id, Values values) {
        BusinessHours hours = new HoursReader(KEYS.hours, folder).read(values, BusinessHours.always(zone));
        return values.find(KEYS.name)
                .map(name -> new Brand(
                        new BrandId(id),
                        name,
                        values.get(KEYS.language),
                        hours,
                        values.find(KEYS.colour),
                        values.find(KEYS.logo),
                        values.find(KEYS.webName).orElse(name),
                        values.find(KEYS.webUrl)));
    }
}
