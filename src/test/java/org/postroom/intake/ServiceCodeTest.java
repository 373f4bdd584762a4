package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.mail.IncomingMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;

/** FAULTS E6. */
class ServiceCodeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    no-reply@service.example.com      | Your verification code      | Your code is 481516.
                    noreply@service.example.com       | Confirm your email address  | Confirm it here: https://service.example.com/confirm/a8s7df6
                    donotreply@service.example.com    | Sign in                     | Use 4GX-9PL as your sign-in code.
                    no-reply@service.example.com      | 123 456                     | is your one-time PIN
                    noreply@dienst.example.com        | Ihr Sicherheitscode         | Er lautet: 90210
                    noreply@dienst.example.com        | Bestätigen Sie die Adresse  | Folgen Sie https://dienst.example.com/b/k3j4h5
                    no-reply@service.example.com      | Reset your password         | https://service.example.com/reset/f00ba4f00
                    ne-pas-repondre@service.example.com | Code de vérification      | 5550199
                    """)
    void agentsAreWarnedOfCodesForSomebodyElse(String from, String subject, String text) {
        assertThat(ServiceCode.sentence(mail(from, subject, text))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    carl@customer.example.org         | Your verification code      | You sent me 481516, what is it?
                    no-reply@shop.example.com         | Your parcel                 | It comes on Monday. https://shop.example.com/track/481516
                    no-reply@shop.example.com         | Invoice 481516              | See the file.
                    no-reply@service.example.com      | We verified your account    | All is well.
                    """)
    void otherMailOfProgramsIsLeftAlone(String from, String subject, String text) {
        assertThat(ServiceCode.sentence(mail(from, subject, text))).isEmpty();
    }

    private static IncomingMail mail(String from, String subject, String text) {
        return (IncomingMail) new MailReader(ReadLimits.standard())
                .read(Letter.from(from, Office.SUPPORT, subject, text).raw("1"));
    }
}
