package org.postroom.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @Test
    void addressesDifferingInCaseAreEqualAndKeepTheirSpelling() {
        EmailAddress address = EmailAddress.of("Anna.Berg@Example.ORG");
        assertThat(address).isEqualTo(EmailAddress.of("anna.berg@example.org")).hasToString("Anna.Berg@Example.ORG");
        assertThat(address.hashCode())
                .isEqualTo(EmailAddress.of("ANNA.BERG@EXAMPLE.org").hashCode());
    }

    /** As with CVE-2019-19844: a letter that becomes another one in lower case. */
    @Test
    void lettersThatOnlyBecomeAnothersInLowerCaseAreNotTheirs() {
        assertThat(EmailAddress.of("\u212Aarl@example.org")).isNotEqualTo(EmailAddress.of("karl@example.org"));
        assertThat(EmailAddress.of("anna@example.or\u0130g").key()).isNotEqualTo("anna@example.orig");
        assertThat(EmailAddress.of("\u017Fam@example.org")).isNotEqualTo(EmailAddress.of("sam@example.org"));
        assertThat(EmailAddress.of("J\u00DCRGEN@example.org")).isEqualTo(EmailAddress.of("j\u00FCrgen@example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@example.org",
                "anna@",
                "a b@example.org",
                "anna@exa mple.org",
                "anna@example.org\r\nBcc: x@example.org",
                "a,b@example.org",
                "<anna@example.org",
                "anna@example..org",
                "anna@<example.org>",
                "anna\0@example.org"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(EmailAddress.parse(text)).isEmpty();
    }

    @Test
    void splitsPlusDetails() {
        EmailAddress address = EmailAddress.of("support+printer@example.org");
        assertThat(address.detail()).contains("printer");
        assertThat(address.withoutDetail()).isEqualTo(EmailAddress.of("support@example.org"));
        assertThat(address.withDetail("x")).isEqualTo(EmailAddress.of("support+x@example.org"));
        assertThat(EmailAddress.of("+odd@example.org").detail()).isEmpty();
    }

    @Test
    void displayNameNeverHoldsALineBreak() {
        assertThat(new NamedAddress("Anna\r\nBcc: all@example.org\u2028", EmailAddress.of("a@example.org")).name())
                .isEqualTo("Anna Bcc: all@example.org");
    }

    @Test
    void readsMessageIdsInTheirOrder() {
        assertThat(MessageId.parseAll("<a@x> (comment) <b@y>\t<broken <c@z>"))
                .containsExactly(new MessageId("a@x"), new MessageId("b@y"), new MessageId("c@z"));
        assertThat(MessageId.parseAll("bare@example.org")).isEqualTo(List.of(new MessageId("bare@example.org")));
        assertThat(MessageId.parseAll("no id at all")).isEmpty();
        assertThatThrownBy(() -> new MessageId("a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secretsDoNotPrint() {
        assertThat(Secret.of("canary")).hasToString("***");
        assertThat(Secret.of("canary").reveal()).isEqualTo("canary");
    }
}
