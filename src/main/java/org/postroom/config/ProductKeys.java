package org.postroom.config;

import java.util.List;
import org.postroom.mail.EmailAddress;

/** The keys of {@code products/ID.properties}. */
final class ProductKeys extends KeyTable {
    static final ProductKeys KEYS = new ProductKeys();

    final Key<String> name = required("name", Types.LINE, "Printer", "What the product is called.");
    final Key<String> department =
            optional("department", Types.ID, "all departments", "support", "The department it belongs to.");
    final Key<Boolean> enabled = key("enabled", Types.SWITCH, "on", "off", "Off: it is offered no more.");
    final Key<String> plus = optional(
            "plus",
            Types.ID,
            "not recognised by address",
            "printer",
            "The word behind a plus sign that names it: support+printer@example.com.");
    final Key<List<EmailAddress>> aliases = optional(
            "aliases",
            Types.ADDRESS.list(),
            "none",
            "printer-help@example.com",
            "Addresses that name it, comma-separated. They become addresses of its department; those of a product of all"
                    + " departments must be addresses of departments already.");

    private ProductKeys() {}
}
