package org.postroom.config;

import java.net.URI;
import java.util.Locale;

/** The keys of {@code brands/ID.properties}. */
final class BrandKeys extends KeyTable {
    static final BrandKeys KEYS = new BrandKeys();

    final Key<String> name = required("name", Types.LINE, "Acme", "What the brand is called.");
    final Key<Locale> language = key("language", Types.LANGUAGE, "en", "de", "The language of its departments.");
    final Key<String> colour =
            optional("colour", Types.COLOUR, "the page's own", "#0a66c2", "The colour of its mails and pages.");
    final Key<URI> logo = optional(
            "logo", Types.URL, "none", "https://www.example.com/logo.png", "The picture at the head of its pages.");
    final Key<String> webName =
            optional("web.name", Types.LINE, "the brand's name", "Acme Help", "The name its pages carry.");
    final Key<URI> webUrl =
            optional("web.url", Types.URL, "none", "https://www.example.com/", "The company's own page.");
    final HoursKeys hours = new HoursKeys(this, "the one in postroom.properties", "open round the clock", "none");

    private BrandKeys() {}
}
