package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.testing.CpuTime;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=?utf-8?B?R3LDvA==?= =?utf-8?B?w59l?=                | Grüße",
                "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?=             | Grüße",
                "=?utf-8?B?R3LD?= =?utf-8?B?vMOfZQ==?=                | Grüße",
                "=?utf-8?Q?Gr=C3?==?utf-8?Q?=BC=C3=9Fe?=              | Grüße",
                "=?utf-8?Q?Gr=C3?=    =?utf-8?B?vMOfZQ?=              | Grüße",
                "=?iso-8859-1?Q?Gr=FC?= =?UTF-8?B?w59l?=              | Grüße",
                "=?utf-8?B?R3LDvMOfZQ?=                               | Grüße",
                "=?utf-8?B?R3LDvMOfZQ====?= da                        | Grüße da",
                "=?utf-8?B?R3LD vMOfZQ==?=                            | Grüße",
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe von mir?=                  | Grüße von mir",
                "=?utf-8?Q?wie_geht=27s??=                            | wie geht's?",
                "=?utf-8?Q?5_=3C_6=?=                                 | 5 < 6=",
                "Re:=?utf-8?Q?Gr=C3=BC=C3=9Fe?=an alle                | Re:Grüßean alle",
                "=?utf-8*de?Q?Gr=C3=BC=C3=9Fe?=                       | Grüße",
                "=?utf-8?q?Gr=c3=bc=c3=9fe?=                          | Grüße",
                "=? utf-8 ?Q?Gr=C3=BC=C3=9Fe?=                        | Grüße",
                "=??Q?Gr=C3=BC=C3=9Fe?=                               | Grüße",
                "=?unknown-8bit?Q?Gr=FC=DFe?=                         | Grüße",
                "=?utf-8?Q?Gr=FC=DFe?=                                | Grüße",
                "=?utf-8?Q??= nichts                                  | nichts",
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe                            | Grüße",
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe?                           | Grüße",
                "=?utf-8?B?R3LDvMOfZQ==                               | Grüße",
                "=?utf-8?Q?Gr=C3=BC=C3=9Fe =?utf-8?Q?_an_alle?=       | Grüße an alle",
                "2 =? 3 und 4 ?= 5                                    | 2 =? 3 und 4 ?= 5",
                "=?utf-8?X?abc?=                                      | =?utf-8?X?abc?=",
                "=?utf-8?Q                                            | =?utf-8?Q",
            })
    void readsWhatProgramsWrite(String written, String read) {
        assertThat(EncodedWords.decode(written).strip()).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({
        "cp932, windows-31j, ①ご注文㈱",
        "shift_jis, windows-31j, ①ご注文",
        "iso-2022-jp, ISO-2022-JP, 見積もりの件",
        "iso-2022-jp-ms, x-windows-iso2022jp, 髙橋①",
        "gb2312, GB18030, 朱镕基",
        "ks_c_5601-1987, x-windows-949, 안녕하세요 똠",
        "big5, Big5-HKSCS, 嘅啲",
        "TIS-620, windows-874, สวัสดี",
        "iso-8859-8-i, windows-1255, שלום",
        "koi8-ru, KOI8-U, Привіт",
        "win-1251, windows-1251, Привет",
        "cp1252, windows-1252, €5 “x”",
        "iso-8859-1, windows-1252, €5 “x”",
        "8859_1, windows-1252, Grüße",
        "x-mac-roman, x-MacRoman, Grüße",
        "x-mac-ce, x-MacCentralEurope, Český",
        "x-mac-cyrillic, x-MacCyrillic, Привет",
        "utf8, UTF-8, Grüße 😀",
        "utf-8, CESU-8, Grüße 😀",
        "ibm850, IBM850, Grüße",
        "iso-8859-15, ISO-8859-15, €5",
        "x-unknown, UTF-8, Grüße"
    })
    void believesTheCharsetAsFarAsItGoes(String label, String written, String text) {
        String digits = Base64.getEncoder().encodeToString(text.getBytes(Charset.forName(written)));
        assertThat(EncodedWords.decode("=?" + label + "?B?" + digits + "?=")).isEqualTo(text);
    }

    @Test
    void chineseInSevenBitsIsRead() {
        assertThat(EncodedWords.decode("=?hz-gb-2312?Q?~{Dc:C~}_~~5?=")).isEqualTo("你好 ~5");
    }

    @Test
    void aHeaderFullOfBeginningsIsReadInLinearTime() {
        assertThat(CpuTime.of(() -> EncodedWords.decode("=?utf-8?Q?x ".repeat(20_000) + "=?a?B?".repeat(20_000))))
                .isLessThan(Duration.ofSeconds(5));
    }
}
