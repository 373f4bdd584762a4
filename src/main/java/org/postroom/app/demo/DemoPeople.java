package org.postroom.app.demo;

import java.util.List;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

/** Who plays in the demo, beside the agents of the shipped conf. */
final class DemoPeople {
    static final NamedAddress CLARA = person("Clara Jensen", "clara@customer.example.org");
    static final NamedAddress DIETER = person("Dieter Kohl", "dieter@kunde.example.org");
    static final NamedAddress STORM = person("Build Server", "builds@storm.example.org");
    static final NamedAddress MALLORY = person("Mallory", "mallory@stranger.example.org");
    static final NamedAddress ANNA = person("Anna Berg", "anna.berg@example.net");
    static final NamedAddress BEN = person("Ben Cole", "ben.cole@example.net");
    static final NamedAddress DAVID = person("David Ems", "david.ems@example.net");

    static final EmailAddress SUPPORT = EmailAddress.of("support@example.com");
    static final EmailAddress SALES = EmailAddress.of("vertrieb@example.org");

    private DemoPeople() {}

    static List<EmailAddress> people() {
        return List.of(CLARA, DIETER, STORM, MALLORY, ANNA, BEN, DAVID).stream()
                .map(NamedAddress::address)
                .toList();
    }

    private static NamedAddress person(String name, String address) {
        return new NamedAddress(name, EmailAddress.of(address));
    }
}
