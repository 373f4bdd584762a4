package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.NamedAddress;

class AddressListTest {
    private static String read(String written) {
        return AddressList.parse(written, 100).stream()
                .map(who -> who.name() + "<" + who.address() + ">")
                .collect(Collectors.joining(" + "));
    }

    private static String name(String written) {
        return AddressList.parse(written, 100).stream().map(NamedAddress::name).collect(Collectors.joining());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a@example.org                                          | <a@example.org>",
                "Anna Example <a@example.org>                           | Anna Example<a@example.org>",
                "Example, Anna <a@example.org>                          | Example, Anna<a@example.org>",
                "a@example.org (Anna (the first) Example)               | Anna (the first) Example<a@example.org>",
                "Anna E. Example <a@example.org>                        | Anna E. Example<a@example.org>",
                "anna@example.com <a@example.org>                       | anna@example.com<a@example.org>",
                "\"anna@example.com\" <a@example.org>                   | anna@example.com<a@example.org>",
                "\"Anna \\\"Ann\\\" E.\" <a@example.org>                | Anna \"Ann\" E.<a@example.org>",
                "=?utf-8?Q?J=C3=BCrgen?=<a@example.org>                 | Jürgen<a@example.org>",
                "=?utf-8?Q?J=C3=BCrgen_=3Ca@example.org=3E?=            | Jürgen<a@example.org>",
                "=?utf-8?Q?J=C3=BCrgen_<a@example.org>?=                | Jürgen<a@example.org>",
                "=?utf-8?B?SsO8cmdlbiA8YUBleGFtcGxlLm9yZz4=?=           | Jürgen<a@example.org>",
                "=?utf-8?Q?=22M=C3=BCller=2C_Eva=22?= <a@example.org>   | Müller, Eva<a@example.org>",
                "=?utf-8?Q?M=C3=BCller,_Eva?= <a@example.org>, b@example.org | Müller, Eva<a@example.org> + <b@example.org>",
                "'Anna Example' <a@example.org>                         | Anna Example<a@example.org>",
                "Anna <a@example.org(at home)>                          | Anna<a@example.org>",
                "Anna <a @ example.org>                                 | Anna<a@example.org>",
                "Anna <<a@example.org>>                                 | Anna<a@example.org>",
                "Anna <a@example.org                                    | Anna<a@example.org>",
                "Anna a@example.org>                                    | Anna<a@example.org>",
                "Anna <mailto:a@example.org>                            | Anna<a@example.org>",
                "Anna <@relay.example.com:a@example.org>                | Anna<a@example.org>",
                "Anna <a@example.org.>                                  | Anna<a@example.org>",
                "Anna <a@example.org>;                                  | Anna<a@example.org>",
                "Jürgen <jürgen@bücher.example>                         | Jürgen<jürgen@bücher.example>",
                "Team: a@example.org, Ben <b@example.org>;              | <a@example.org> + Ben<b@example.org>",
                "Team: a@example.org; Others: b@example.org;            | <a@example.org> + <b@example.org>",
                "undisclosed-recipients:;, a@example.org                | <a@example.org>",
                "a@example.org; b@example.org                           | <a@example.org> + <b@example.org>",
                "[Sales] Anna <a@example.org>                           | [Sales] Anna<a@example.org>",
            })
    void readsWhatProgramsWrite(String written, String read) {
        assertThat(read(written)).startsWith(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "undisclosed-recipients:;",
                "undisclosed-recipients: ;",
                "Anna Example <>",
                "root",
                "<>",
                ",;:",
                "Team:"
            })
    void whatNamesNoAddressIsNobody(String written) {
        assertThat(AddressList.parse(written, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?utf-8?Q?=3Cevil@example.com=3E?= <a@example.org>",
                "=?utf-8?B?eCwgZXZpbEBleGFtcGxlLmNvbSw=?= <a@example.org>",
                "\"<evil@example.com>\" <a@example.org>"
            })
    void noNameAddsAnAddress(String written) {
        assertThat(AddressList.parse(written, 100).stream()
                        .map(who -> who.address().value()))
                .containsExactly("a@example.org");
        assertThat(name(written)).contains("evil");
    }
}
