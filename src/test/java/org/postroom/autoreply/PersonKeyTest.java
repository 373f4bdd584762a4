package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.mail.EmailAddress;

class PersonKeyTest {
    @ParameterizedTest
    @CsvSource({
        "anna@example.org, anna@example.org",
        "Anna@Example.ORG, anna@example.org",
        "anna+new1@example.org, anna@example.org",
        "anna+a+b@example.org, anna@example.org",
        "anna@example.org., anna@example.org",
        "a.n.n.a@gmail.com, anna@gmail.com",
        "An.Na+x@googlemail.com, anna@gmail.com",
        "a.n.n.a@example.org, a.n.n.a@example.org",
        "prvs=1234abcdef=anna@example.org, anna@example.org",
        "btv1==234abc==anna@example.org, anna@example.org",
        "SRS0=abcd=TT=example.org=anna@example.net, anna@example.org",
        "SRS0=Ab/c=TT=example.org=anna+x@example.net, anna@example.org",
        "anna-2026@example.org, anna-2026@example.org",
        "anna@bücher.example, anna@xn--bcher-kva.example",
        "anna@xn--bcher-kva.example, anna@xn--bcher-kva.example",
        "anna@[192.0.2.1], anna@[192.0.2.1]",
        "+x@example.org, +x@example.org",
    })
    void countsAllSpellingsOfOnePersonTogether(String written, String key) {
        assertThat(PersonKey.of(EmailAddress.of(written))).isEqualTo(key);
    }
}
