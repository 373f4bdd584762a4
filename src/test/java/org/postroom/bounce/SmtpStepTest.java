package org.postroom.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpStepTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                550 no (in reply to RCPT TO command)                                       | RECIPIENT
                SMTP error from remote mail server after RCPT TO:<a@example.org>: 550 no   | RECIPIENT
                >>> RCPT To:<a@example.org> <<< 550 no >>> DATA <<< 503 Need RCPT          | RECIPIENT
                192.0.2.25 does not like recipient. Remote host said: 550 no               | RECIPIENT
                mx.example.org did not like our RCPT TO: 550 no                            | RECIPIENT
                550 550 no (state 14)                                                      | RECIPIENT
                550 no [RCPT_TO]                                                           | RECIPIENT
                550 no (in reply to MAIL FROM command)                                     | BEFORE_RECIPIENT
                Connected to 192.0.2.25 but sender was rejected.                           | BEFORE_RECIPIENT
                SMTP error from remote mail server after initial connection: 554 no        | BEFORE_RECIPIENT
                550 no (in reply to end of DATA command)                                   | CONTENT
                >>> RCPT To:<a@example.org> <<< 250 ok >>> DATA <<< 550 no                 | CONTENT
                192.0.2.25 failed after I sent the message.                                | CONTENT
                550 : User unknown                                                         | CONTENT
                550 <a@ezweb.ne.jp>: User unknown                                          | RECIPIENT
                550 <a@example.org>: User unknown                                          | UNTOLD
                There was an error delivering your mail                                    | UNTOLD
                """)
    void isToldByTheWordsOfEachProgram(String words, SmtpStep step) {
        assertThat(SmtpStep.of(words)).isEqualTo(step);
    }
}
