package org.postroom.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNameTest {
    @ParameterizedTest
    @CsvSource({
        "a.pdf,application/pdf,a.pdf",
        "'',application/pdf,document.pdf",
        "' ',message/rfc822,mail.eml",
        "'',image/png,picture.png",
        "'',image/x-strange,picture",
        "'',text/calendar,invitation.ics",
        "'',application/pgp-signature,signature.asc",
        "'',text/x-strange,text.txt",
        "'',application/octet-stream,file",
        "'','',file",
    })
    void aFileWithoutANameIsCalledByItsType(String name, String type, String shown) {
        assertThat(ShownName.of(name, type)).isEqualTo(shown);
    }
}
