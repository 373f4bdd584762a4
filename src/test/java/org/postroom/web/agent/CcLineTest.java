package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;

class CcLineTest {
    private static final NamedAddress DORA =
            new NamedAddress("Dora, née Smith", EmailAddress.of("dora@customer.example.org"));

    @Test
    void readsBareAndNamedAddressesWithCommasSemicolonsAndLineEndsBetween() {
        CcLine line = CcLine.parse("a@example.org; Ben <b@example.org>\nc@example.org ,, <d@example.org>,");
        assertThat(line.wrong()).isEmpty();
        assertThat(line.people())
                .extracting(who -> who.name() + "|" + who.address())
                .containsExactly("|a@example.org", "Ben|b@example.org", "|c@example.org", "|d@example.org");
    }

    @Test
    void takesACommaBetweenQuotationMarksForPartOfTheName() {
        assertThat(CcLine.parse("\"Dora, née Smith\" <dora@customer.example.org>")
                        .people())
                .containsExactly(DORA);
    }

    @Test
    void namesWhatIsNoAddressAndKeepsTheRest() {
        CcLine line = CcLine.parse("a@example.org, Ben, b@example.org c@example.org");
        assertThat(line.people()).hasSize(1);
        assertThat(line.wrong()).containsExactly("Ben", "b@example.org c@example.org");
    }

    @Test
    void losesNothingBehindAQuotationMarkThatIsNotClosed() {
        assertThat(CcLine.parse("a@example.org, \"b, c@example.org").wrong()).containsExactly("\"b, c@example.org");
    }

    @Test
    void takesAnAddressOnceWhateverItsCase() {
        assertThat(CcLine.parse("a@example.org, A@example.org").people()).hasSize(1);
    }

    @Test
    void findsNobodyInNothing() {
        assertThat(CcLine.parse("  ")).isEqualTo(new CcLine(List.of(), List.of()));
    }
}
