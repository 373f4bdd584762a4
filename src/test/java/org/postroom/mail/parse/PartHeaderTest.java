package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.mail.Bytes;

/** What the header of a part says, whatever it looks like. Fields are separated by {@code ¶}. */
class PartHeaderTest {
    private static PartHeader header(String fields) {
        List<RawField> all = new ArrayList<>();
        Arrays.stream(fields.split("¶")).map(String::strip).forEach(field -> {
            int colon = field.indexOf(':');
            byte[] value = field.substring(colon + 1).strip().getBytes(StandardCharsets.UTF_8);
            all.add(new RawField(field.substring(0, colon), Bytes.wrap(value)));
        });
        return new PartHeader(all, "text/plain", false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "text/plain                               | text/plain",
                "TEXT/HTML; charset=x                     | text/html",
                "text/html text/plain                     | text/html",
                "text/plain, charset=utf-8                | text/plain",
                "text/plain charset=utf-8                 | text/plain",
                "text/plain (words); charset=utf-8        | text/plain",
                "text                                     | text/plain",
                "text/                                    | text/plain",
                "html                                     | text/html",
                "plain                                    | text/plain",
                "multipart; boundary=b                    | multipart/mixed",
                "; charset=utf-8                          | text/plain",
                "charset=utf-8                            | text/plain",
                "application/; name=a.pdf                 | application/octet-stream",
                "pdf; name=a.pdf                          | application/octet-stream",
                "application/pdf;;; name=a.pdf            | application/pdf",
            })
    void theTypeIsWhatWasMeant(String written, String type) {
        assertThat(header("Content-Type: " + written).mediaType()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Content-Type: a/b; name=a.pdf                                                 | a.pdf",
                "Content-Type: a/b; name='a b.pdf'                                             | a b.pdf",
                "Content-Type: name=\"a.pdf\"                                                  | a.pdf",
                "Content-Type: a/b; name=my file.pdf; size=3                                   | my file.pdf",
                "Content-Type: a/b; name==?utf-8?Q?Gr=C3=BC=C3=9Fe.pdf?=                       | Grüße.pdf",
                "Content-Type: a/b; name=\"Bill =?utf-8?Q?Gr=C3=BC=C3=9Fe?=.pdf\"              | Bill Grüße.pdf",
                "Content-Type: a/b; name=\"=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe.pdf?=\"      | Grüße.pdf",
                "Content-Disposition: attachment; filename*=utf-8'de'Gr%C3%BC%C3%9Fe.pdf       | Grüße.pdf",
                "Content-Disposition: attachment; filename*=Gr%C3%BC%C3%9Fe.pdf                | Grüße.pdf",
                "Content-Disposition: attachment; filename*0*=utf-8''Gr%C3; filename*1*=%BC%C3%9F; filename*2=e.pdf | Grüße.pdf",
                "Content-Disposition: attachment; filename=Gr_e.pdf; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf | Grüße.pdf",
                "Content-Disposition: filename=\"a.pdf\"                                       | a.pdf",
                "Content-Disposition: attachment filename=\"a.pdf\"                            | a.pdf",
                "Content-Disposition: attachment; name=\"a.pdf\"                               | a.pdf",
                "Content-Disposition: inline ¶ Content-Disposition: attachment; filename=a.pdf | a.pdf",
                "Content-Disposition: attachment; filename=\"\" ¶ Content-Type: a/b; name=a.pdf | a.pdf",
                "Content-Type: a/b; name=\"a;b.pdf\"                                           | a;b.pdf",
                "Content-Type: a/b; name=\"a.pdf                                               | a.pdf",
            })
    void theNameIsWhatWasMeant(String fields, String name) {
        assertThat(header(fields).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "quoted-printable                 | Gr=C3=BC=C3=9Fe | Grüße",
                "Quoted-Printable.                | Gr=C3=BC=C3=9Fe | Grüße",
                "\"quoted-printable\"             | Gr=C3=BC=C3=9Fe | Grüße",
                "quoted-printable; charset=utf-8  | Gr=C3=BC=C3=9Fe | Grüße",
                "quoted-printable (for all)       | Gr=C3=BC=C3=9Fe | Grüße",
                "BASE64                           | R3LDvMOfZQ==    | Grüße",
                "base64                           | R3LDvMOfZQ      | Grüße",
                "base64                           | R3LD*vMOfZQ==   | Grüße",
                "base64                           | Hello, these are words all the same. | Hello, these are words all the same.",
                "base64 | R3LDvMOfZQ==¶-- of the list: stay polite, all of you | Grüße",
                "8-bit                            | Grüße           | Grüße",
                "text/html                        | Grüße           | Grüße",
            })
    void theEncodingIsWhatWasMeant(String encoding, String body, String text) {
        PartHeader header = header("Content-Transfer-Encoding: " + encoding);
        Bytes decoded = TransferEncoding.decode(Bytes.of(body.replace("¶", "\n")), header.getTransferEncoding());
        assertThat(decoded.utf8()).isEqualTo(text);
    }
}
