package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

            On Mon, Feb 3, 2025 at 10:11, Anna Example < anna@example.org > wrote:

            On Mon, Feb 3, 2025, 10:11 AM Anna Example via Desk <anna@example.org> wrote:

            On 2025-02-03 10:11, Anna Example wrote:

            On 02/03/2025 10:11 AM CET Anna Example <anna@example.org> wrote:

            On 3-Feb-2025, at 10:11 AM, Anna Example <anna@example.org> sent:

            On Mon, 3 Feb 2025 10:11:12 +0100, Anna Example <anna@example.org> wrote:

            On Monday, February 3, 2025 at 10:11:12 AM UTC+1 Anna Example wrote:

            On Mon, Feb 03, 2025 at 10:11:12AM +0100, Anna Example wrote:

            On Mon 03 Feb 2025 at 10:11, Anna Example <anna@example.org> wrote:

            On February 3, 2025 10:11:12 AM GMT+01:00, Anna Example <anna@example.org> wrote:

            On Mon, 3 Feb 2025, Anna Example wrote:

            On Feb 3, 2025 10:11 AM, "Anna Example" <anna@example.org> wrote:

            On Sunday, Anna Example <anna@example.org> wrote:

            Quoting Anna Example <anna@example.org>:

            Zitat von Anna Example <anna@example.org>:

            Anna Example <anna@example.org> wrote on 02/03/2025 10:11:12 AM:

            Anna Example (anna@example.org) wrote on 3 February 2025 10:11:

            * Anna Example <anna@example.org> [2025-02-03 10:11]:

            Thus spake Anna Example (anna@example.org):

            In article <x@example.org>, Anna Example <anna@example.org> wrote:

            Mon, 03 Feb 2025 10:11:12 +0100 Anna Example <anna@example.org>:

            Anna Example <anna@example.org>, 3.02.2025 10:11:

            Am 03.02.2025 um 10:11 schrieb "Anna Example" <anna@example.org>:

            Am Mo, 3. Feb 2025, um 10:11, schrieb Anna Example:

            Am Montag, den 03.02.2025, 10:11 +0100 schrieb Anna Example:

            Am 3. Februar 2025 um 10:11:12, Anna Example (anna@example.org) schrieb:

            Anna Example <anna@example.org> hat am 03.02.2025 um 10:11 geschrieben:

            Anna Example <anna@example.org> hat am 3. Februar 2025 10:11 geschrieben:

            Am 03.02.2025 10:11 schrieb Anna Example <anna@example.org>:

            schrieb Anna Example am 03.02.2025 um 10:11:

            Le lundi 3 février 2025 à 10:11:12 UTC+1, Anna Example <anna@example.org> a écrit :

            Le lun. 3 févr. 2025 10:11, Anna Example <anna@example.org> a écrit :

            Le 3 févr. 2025 à 10:11:12, Anna Example (anna@example.org) a écrit:

            Le 2025-02-03 10:11, Anna Example a écrit :

            El lunes, 3 de febrero de 2025, 10:11:12 CET, Anna Example <anna@example.org> escribió:

            El 3 feb 2025, a las 10:11, Anna Example <anna@example.org> escribió:

            El 3 de febrero de 2025, 10:11, Anna Example <anna@example.org> escribió:

            Il giorno 3 feb 2025, alle ore 10:11, Anna Example <anna@example.org> ha scritto:

            Il lunedì 3 febbraio 2025 alle ore 10:11:12 CET, Anna Example <anna@example.org> ha scritto:

            Il 3 feb 2025 10:11 AM, "Anna Example" <anna@example.org> ha scritto:

            Em 3 de fev. de 2025, à(s) 10:11, Anna Example <anna@example.org> escreveu:

            Em segunda-feira, 3 de fevereiro de 2025 10:11:12 BRT, Anna Example <anna@example.org> escreveu:

            Anna Example <anna@example.org> escreveu no dia segunda, 3/02/2025 à(s) 10:11:

            A segunda-feira, 3 de fevereiro de 2025, Anna Example escreveu:

            Op maandag 3 februari 2025 10:11:12 CET schreef Anna Example <anna@example.org>:

            Anna Example <anna@example.org> schreef op ma 3 februari 2025 10:11:

            Op 3 feb. 2025 om 10:11 heeft Anna Example <anna@example.org> het volgende geschreven:

            Op ma 3 feb 2025 10:11 schreef Anna Example <anna@example.org:

            Den 3 feb 2025 kl. 10:11 skrev Anna Example <anna@example.org>:

            mån 3 feb. 2025 kl. 10:11 skrev Anna Example <anna@example.org>:

            Den 3. feb. 2025 kl. 10.11 skrev Anna Example <anna@example.org>:

            Den mandag den 3. februar 2025 kl. 10.11.12 CET skrev Anna Example <anna@example.org>:

            man. 3. feb. 2025, 10:11 skrev Anna Example <anna@example.org>:

            På 3. feb. 2025 kl. 10.11 skrev Anna Example <anna@example.org>:

            Anna Example <anna@example.org> skrev den 3. feb. 2025 10.11:

            Þann mán., 3. feb. 2025 kl. 10:11 skrifaði Anna Example <anna@example.org>:

            3.2.2025 10.11 Anna Example kirjoitti:

            Anna Example <anna@example.org> kirjoitti 3.2.2025 kello 10.11:

            Maanantai 3. helmikuuta 2025 klo 10.11.12 UTC+2 Anna Example <anna@example.org> kirjoitti:

            Anna Example <anna@example.org> kirjutas kuupäeval E, 3. veebruar 2025 kell 10:11:

            Pirmd., 2025. g. 3. febr. plkst. 10:11 — lietotājs Anna Example (<anna@example.org>) rakstīja:

            2025-02-03, pr, 10:11 Anna Example <anna@example.org> rašė:

            W dniu pon., 3.02.2025 o 10:11 Anna Example <anna@example.org> napisał(a):

            Dnia 3 lutego 2025 10:11 Anna Example <anna@example.org> napisał(a):

            W dniu 2025-02-03 10:11, Anna Example napisał(a):

            W dniu 3 lutego 2025 10:11 użytkownik Anna Example <anna@example.org> napisał:

            W dniu poniedziałek, 3 lutego 2025 10:11:12 CET użytkownik Anna Example <anna@example.org> napisał:

            Dne po 3. 2. 2025 10:11 uživatel Anna Example <anna@example.org> napsal:

            Dňa 3. 2. 2025 o 10:11 Anna Example napísal(a):

            Anna Example <anna@example.org> napísal dňa 3.2.2025 o 10:11:

            On 2025. febr. 3. 10:11, Anna Example <anna@example.org> írta:

            Pe lun., 3 feb. 2025 la 10:11, Anna Example <anna@example.org> a scris:

            La 3 feb. 2025 10:11, Anna Example <anna@example.org> a scris:

            3 февраля 2025 г., в 10:11, Anna Example <anna@example.org> написал(а):

            Понедельник, 3 февраля 2025, 10:11 +03:00 от Anna Example <anna@example.org>:

            3 февраля 2025 г. 10:11:12 GMT+03:00, Anna Example <anna@example.org> пишет:

            В Пн, 03/02/2025 в 10:11 +0300, Anna Example пишет:

            Вы писали 3 февраля 2025 г., 10:11:12:

            3 лютого 2025 р. о 10:11 Anna Example <anna@example.org> написав(-ла):

            пн, 3 лют. 2025 р., 10:11 користувач Anna Example <anna@example.org> пише:

            На 3.02.2025 г. в 10:11 ч., Anna Example написа:

            У пон, 3. феб 2025. у 10:11 Anna Example <anna@example.org> је написао/ла:

            Дана пон, 3. феб 2025. 10:11 Anna Example <anna@example.org> је написао/ла:

            Dana pon, 3. veljače 2025. u 10:11 korisnik Anna Example <anna@example.org> napisao je:

            pon., 3. feb. 2025 u 10:11 Anna Example <anna@example.org> je napisao/la:

            V pon., 3. feb. 2025, 10:11 je oseba Anna Example <anna@example.org> napisala:

            3 Şub 2025 Pzt 10:11 tarihinde Anna Example <anna@example.org> şunu yazdı:

            3 Şubat 2025 10:11 tarihinde Anna Example <anna@example.org> yazdı:

            03.02.2025 10:11 tarihinde Anna Example yazdı:

            Στις 3 Φεβ 2025, 10:11 π.μ., ο χρήστης Anna Example <anna@example.org> έγραψε:

            \u202bבתאריך יום ב׳, 3 בפבר׳ 2025 ב-10:11 מאת \u202aAnna Example\u202c\u200f <\u202aanna@example.org\u202c\u200f>:\u202c

            בתאריך 3 בפבר׳ 2025, בשעה 10:11, \u200fAnna Example <anna@example.org> כתב/ה:

            في يوم الاثنين، ٣ فبراير ٢٠٢٥ في ١٠:١١ ص كتب Anna Example <anna@example.org>:

            بتاريخ الاثنين، 3 فبراير 2025 10:11 ص، كتب Anna Example <anna@example.org>:

            در تاریخ دوشنبه ۳ فوریهٔ ۲۰۲۵ ساعت ۱۰:۱۱ Anna Example <anna@example.org> نوشت:

            सोम, 3 फ़र॰ 2025 को 10:11 am बजे को Anna Example <anna@example.org> ने लिखा:

            Vào Th 2, 3 thg 2, 2025 lúc 10:11 Anna Example <anna@example.org> đã viết:

            Vào 10:11 3 tháng 2, 2025, Anna Example <anna@example.org> đã viết:

            Pada tanggal Sen, 3 Feb 2025 pukul 10.11 Anna Example <anna@example.org> menulis:

            Pada Isn, 3 Feb 2025 pada 10:11 PG Anna Example <anna@example.org> menulis:

            Noong Lun, Peb 3, 2025 nang 10:11 AM, sinulat ni Anna Example <anna@example.org> ang:

            ในวันที่ จ. 3 ก.พ. 2025 เวลา 10:11 Anna Example <anna@example.org> เขียนว่า:

            2025年2月3日(月) 午前10:11 Anna Example <anna@example.org>:

            2025/02/03 10:11、Anna Example <anna@example.org>のメール：

            2025年2月3日 10:11、Anna Example <anna@example.org>のメール:

            On 2025/02/03 10:11, Anna Example wrote:

            2025年2月3日月曜日 10時11分12秒 JST、Anna Exampleさん（anna@example.org）のメッセージ:

            Anna Example <anna@example.org> 于 2025年2月3日周一 上午10:11写道：

            在 2025-02-03 10:11:12，"Anna Example" <anna@example.org> 写道：

            于 2025/2/3 10:11, Anna Example 写道:

            在 2025/2/3 10:11, Anna Example 写道:

            发自我的iPhone 在 2025年2月3日，上午10:11，Anna Example <anna@example.org> 写道：

            Anna Example <anna@example.org> 於 2025年2月3日週一 上午10:11寫道：

            2025. 2. 3. 오전 10:11, Anna Example <anna@example.org> 작성:

            2025-02-03 오전 10:11에 Anna Example 이(가) 쓴 글:

            El dl, 3 de febr. 2025 a les 10:11, Anna Example <anna@example.org> va escriure:

            O luns, 3 de feb. de 2025 ás 10:11, Anna Example <anna@example.org> escribiu:

            Anna Example <anna@example.org> igorleak hau idatzi du (2025 ots. 3(a), al. (10:11)):

            Më hën, 3 shk 2025 në 10:11, Anna Example <anna@example.org> shkroi:

            Op Ma., 3 Feb. 2025 om 10:11 het Anna Example <anna@example.org> geskryf:

            Mnamo Jtt, 3 Feb 2025 saa 10:11 Anna Example <anna@example.org> aliandika:
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

    /** A name says nothing of itself, so these need marked history below. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna Example wrote:",
                "From Anna Example on Mon, Feb 03, 2025 at 10:11:12AM +0100:",
                "According to Anna Example on 2/3/2025 10:11 AM:",
                "DaHjaj 3.2.2025 Anna Example ja'pu':",
                "Anna Exampleさんは書きました:"
            })
    void takesLessWhereMarkedHistoryFollows(String attribution) {
        check("It prints again, thanks.\nBob\n\n" + attribution + "\n\n> Does it print?\n> Anna\n");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attributions")
    void findsItWrapped(String attribution) {
        String wrapped = attribution.replace('\n', ' ').replaceAll("(.{30,45}) ", "$1\n");
        check("It prints again, thanks.\nBob\n\n" + wrapped + "\n\n> Does it print?\n> Anna\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "At this point:",
                "On your question of Monday:",
                "The log of the printer says:",
                "Please write to Anna before 12.03.2025:"
            })
    void leavesPeoplesOwnLinesAlone(String line) {
        String text = "Hello,\n\n" + line + "\n\nIt hums, then it stops.";
        assertThat(QuoteSplitter.split(text).newText()).isEqualTo(text);
    }

    private static void check(String text) {
        assertThat(QuoteSplitter.split(text).newText()).isEqualTo("It prints again, thanks.\nBob");
    }
}
