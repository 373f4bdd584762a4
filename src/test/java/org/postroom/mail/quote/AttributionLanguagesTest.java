package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What mail programs put above history, by program and language: each must leave the answer alone and fold the rest. */
class AttributionLanguagesTest {
    /** One a paragraph; all names and addresses are made up. */
    private static final String ATTRIBUTIONS = """
            On Mon, Feb 3, 2025 at 10:11 AM Anna Example <anna@example.org> wrote:

            On Mon, 3 Feb 2025 at 10:11, Anna Example <anna@example.org> wrote:

            On 3 Feb 2025, at 10:11, Anna Example <anna@example.org> wrote:

            On 03/02/2025 10:11, Anna Example wrote:

            On 2/3/25 10:11, Anna Example via Support wrote:

            On Monday, February 3rd, 2025 at 10:11, Anna Example <anna@example.org> wrote:

            On Monday, 3 February 2025, 10:11:12 GMT, Anna Example
            <anna@example.org> wrote:

            On Feb 3, 2025, at 10:11\u202fAM, Anna Example via
            Support Team <support@example.com>
            wrote:

            ---- On Mon, 03 Feb 2025 10:11:12 +0100 Anna Example <anna@example.org> wrote ----

            Anna Example <anna@example.org> writes:

            Am Mo., 3. Feb. 2025 um 10:11 Uhr schrieb Anna Example <anna@example.org>:

            Am 03.02.25 um 10:11 schrieb Anna Example:

            Am 03.02.2025 10:11, schrieb Anna Example:

            Am 3. Februar 2025 10:11:12 MEZ schrieb Anna Example <anna@example.org>:

            Anna Example <anna@example.org> schrieb am Mo., 3. Feb. 2025, 10:11:

            Am Montag, 3. Februar 2025 um 10:11:12 MEZ hat Anna Example <anna@example.org> Folgendes geschrieben:

            Le lun. 3 févr. 2025 à 10:11, Anna Example <anna@example.org> a écrit :

            Le 03/02/2025 à 10:11, Anna Example a écrit :

            Le 3 févr. 2025 à 10:11, Anna Example <anna@example.org> a écrit :

            El lun, 3 feb 2025 a las 10:11, Anna Example (<anna@example.org>) escribió:

            El 3/2/25 a las 10:11, Anna Example escribió:

            El 03/02/2025, a las 10:11, Anna Example <anna@example.org> escribió:

            Il giorno lun 3 feb 2025 alle ore 10:11 Anna Example <anna@example.org> ha scritto:

            Il 03/02/25 10:11, Anna Example ha scritto:

            Em seg., 3 de fev. de 2025 às 10:11, Anna Example <anna@example.org> escreveu:

            Em 03/02/2025 10:11, Anna Example escreveu:

            No dia 3 de fev. de 2025, às 10:11, Anna Example <anna@example.org> escreveu:

            Op ma 3 feb 2025 om 10:11 schreef Anna Example <anna@example.org>:

            Op 03-02-2025 om 10:11 schreef Anna Example:

            Op 3 feb. 2025, om 10:11 heeft Anna Example <anna@example.org> het volgende geschreven:

            Den mån 3 feb. 2025 kl 10:11 skrev Anna Example <anna@example.org>:

            3 feb. 2025 kl. 10:11 skrev Anna Example <anna@example.org>:

            Den 2025-02-03 kl. 10:11, skrev Anna Example:

            man. 3. feb. 2025 kl. 10:11 skrev Anna Example <anna@example.org>:

            Den man. 3. feb. 2025 kl. 10.11 skrev Anna Example <anna@example.org>:

            ma 3. helmik. 2025 klo 10.11 Anna Example (anna@example.org) kirjoitti:

            Anna Example kirjoitti 3.2.2025 klo 10:11:

            pon., 3 lut 2025 o 10:11 Anna Example <anna@example.org> napisał(a):

            W dniu 03.02.2025 o 10:11, Anna Example pisze:

            Wiadomość napisana przez Anna Example <anna@example.org> w dniu 3 lut 2025, o godz. 10:11:

            po 3. 2. 2025 v 10:11 odesílatel Anna Example <anna@example.org> napsal:

            Dne 03. 02. 25 v 10:11 Anna Example napsal(a):

            3. 2. 2025 v 10:11, Anna Example <anna@example.org>:

            po 3. 2. 2025 o 10:11 Anna Example <anna@example.org> napísal(a):

            Anna Example <anna@example.org> ezt írta (időpont: 2025. febr. 3., H, 10:11):

            2025. 02. 03. 10:11 keltezéssel, Anna Example írta:

            În lun., 3 feb. 2025 la 10:11, Anna Example <anna@example.org> a scris:

            пн, 3 февр. 2025 г. в 10:11, Anna Example <anna@example.org>:

            3 февраля 2025 г. 10:11 пользователь Anna Example <anna@example.org> написал:

            03.02.2025 10:11, Anna Example пишет:

            пн, 3 лют. 2025 р. о 10:11 Anna Example <anna@example.org> пише:

            На пн, 3.02.2025 г. в 10:11 Anna Example <anna@example.org> написа:

            Στις Δευ 3 Φεβ 2025 στις 10:11 π.μ., ο/η Anna Example <anna@example.org> έγραψε:

            Anna Example <anna@example.org>, 3 Şub 2025 Pzt, 10:11 tarihinde şunu yazdı:

            pon, 3. velj 2025. u 10:11 Anna Example <anna@example.org> napisao je:

            V V pon., 3. feb. 2025 ob 10:11 je oseba Anna Example <anna@example.org> napisala:

            El dl., 3 de febr. 2025, 10:11, Anna Example <anna@example.org> va escriure:

            ב-יום ב׳, 3 בפבר׳ 2025 ב-10:11 מאת \u202aAnna Example\u202c <\u202aanna@example.org\u202c>:

            في الاثنين، 3 فبراير 2025 في 10:11 ص تمت كتابة ما يلي بواسطة Anna Example <anna@example.org>:

            Vào Th 2, 3 thg 2, 2025 vào lúc 10:11 Anna Example <anna@example.org> đã viết:

            Pada Sen, 3 Feb 2025 pukul 10.11 Anna Example <anna@example.org> menulis:

            เมื่อ จ. 3 ก.พ. 2025 เวลา 10:11 Anna Example <anna@example.org> เขียนว่า:

            2025年2月3日(月) 10:11 Anna Example <anna@example.org>:

            2025/02/03 10:11、Anna Example <anna@example.org>のメール:

            Anna Example <anna@example.org> 于2025年2月3日周一 10:11写道：

            在 2025年2月3日，10:11，Anna Example <anna@example.org> 写道：

            Anna Example <anna@example.org> 於 2025年2月3日 週一 上午10:11寫道：

            2025년 2월 3일 (월) 오전 10:11, Anna Example <anna@example.org>님이 작성:

            2025-02-03 10:11 GMT+01:00 Anna Example <anna@example.org>:

            03.02.2025, 10:11, "Anna Example" <anna@example.org>:

            03 февраля 2025, 10:11 +03:00 от Anna Example <anna@example.org>:

            At 10:11 AM 2/3/2025, you wrote:
            """;

    static Stream<String> attributions() {
        return Stream.of(ATTRIBUTIONS.split("\n\n")).map(String::strip);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attributions")
    void foldsMarkedHistory(String attribution) {
        check("It prints again, thanks.\nBob\n\n" + attribution + "\n\n> Does it print?\n> Anna\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attributions")
    void foldsHistoryWithoutMarks(String attribution) {
        check("It prints again, thanks.\nBob\n\n" + attribution + "\n\nDoes it print?\nAnna\n");
    }

    private static void check(String text) {
        assertThat(QuoteSplitter.split(text).newText()).isEqualTo("It prints again, thanks.\nBob");
    }
}
