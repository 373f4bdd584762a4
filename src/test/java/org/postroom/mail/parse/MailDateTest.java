package org.postroom.mail.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Tue, 1 Jul 2025 10:11:12 +0200             | 2025-07-01T08:11:12Z",
                "1 Jul 2025 10:11 +0200                     | 2025-07-01T08:11:00Z",
                "Tue,01 Jul 2025 10:11:12+0200 (CEST)       | 2025-07-01T08:11:12Z",
                "Tue, (a day) 1 (first) Jul 2025 10:11:12 Z | 2025-07-01T10:11:12Z",
                "Tue, 1 Jul 25 10:11:12 GMT                 | 2025-07-01T10:11:12Z",
                "Tue, 1 Jul 125 10:11:12 GMT                | 2025-07-01T10:11:12Z",
                "Thu, 1 Jul 99 10:11:12 EST                 | 1999-07-01T15:11:12Z",
                "Tuesday, 01-Jul-25 10:11:12 PDT            | 2025-07-01T17:11:12Z",
                "Tue, 1 Jul 2025 10:11:12                   | 2025-07-01T10:11:12Z",
                "Tue, 1 Jul 2025 10:11:12 GMT+0200          | 2025-07-01T08:11:12Z",
                "Tue, 1 Jul 2025 10:11:12 -9999             | 2025-07-01T10:11:12Z",
                "Tue, 1 Jul 2025 10:11:12 XYZ               | 2025-07-01T10:11:12Z",
                "Tue, 1 Jul 2025 10.11.12 +0000             | 2025-07-01T10:11:12Z",
                "Tue, 1 July 2025 10:11:60 +0000            | 2025-07-01T10:11:59Z",
                "Tue Jul  1 10:11:12 2025                   | 2025-07-01T10:11:12Z",
                "Tue Jul  1 10:11:12 CEST 2025              | 2025-07-01T10:11:12Z",
                "July 1, 2025 10:11 PM +0000                | 2025-07-01T22:11:00Z",
                "July 1, 2025, 12:11 am +0000               | 2025-07-01T00:11:00Z",
                "2025-07-01T10:11:12+02:00                  | 2025-07-01T08:11:12Z",
                "2025-07-01 10:11:12.123 +0000              | 2025-07-01T10:11:12Z",
                "2025/07/01 10:11:12                        | 2025-07-01T10:11:12Z",
                "2025年7月1日 10:11:12                        | 2025-07-01T10:11:12Z",
                "Di, 1. Juli 2025 10:11:12 +0200            | 2025-07-01T08:11:12Z",
                "Mi, 05 Mär 2025 10:11:12 +0100             | 2025-03-05T09:11:12Z",
                "mer., 5 févr. 2025 10:11:12 +0100          | 2025-02-05T09:11:12Z",
                "vie, 5 dic 2025 10:11:12 +0100             | 2025-12-05T09:11:12Z",
                "5 de agosto de 2025 10:11:12 +0000         | 2025-08-05T10:11:12Z",
                "Пт, 5 дек 2025 10:11:12 +0300              | 2025-12-05T07:11:12Z",
                "01.07.2025 10:11:12                        | 2025-07-01T10:11:12Z",
                "1751364672                                 | 2025-07-01T10:11:12Z",
                "1751364672000                              | 2025-07-01T10:11:12Z",
            })
    void readsWhatProgramsWrite(String written, Instant read) {
        assertThat(MailDate.parse(written)).contains(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Tue, 1 Jul 0000 10:11:12 +0000",
                "Tue, 1 Jul 9999 10:11:12 +0000",
                "Tue, 1 Jul 1969 10:11:12 +0000",
                "Tue, 31 Feb 2025 10:11:12 +0000",
                "Tue, 1 Jul 2025 25:11:12 +0000",
                "Tue, 1 Xyz 2025 10:11:12 +0000",
                "03/05/2025 10:11:12",
                "0000-00-00 00:00:00",
                "99999999999999999999",
                "9999999999",
            })
    void anAbsurdDateIsNone(String written) {
        assertThat(MailDate.parse(written)).isEmpty();
    }
}
