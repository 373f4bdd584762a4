package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The headers that Outlook and others put above history, by language: label of From, of the time, of To, of Subject. */
class HeaderBlockLanguagesTest {
    private static final String LABELS = """
            From | Sent | To | Subject
            From | Date | To | Subject
            Von | Gesendet | An | Betreff
            Von | Datum | An | Betreff
            De | Envoyé | À | Objet
            De | Date | À | Objet
            De | Enviado | Para | Asunto
            De | Fecha | Para | Asunto
            Da | Inviato | A | Oggetto
            Da | Data | A | Oggetto
            De | Enviada | Para | Assunto
            De | Enviado em | Para | Assunto
            Van | Verzonden | Aan | Onderwerp
            Van | Datum | Aan | Onderwerp
            Från | Skickat | Till | Ämne
            Fra | Sendt | Til | Emne
            Lähettäjä | Lähetetty | Vastaanottaja | Aihe
            Od | Wysłano | Do | Temat
            Od | Odesláno | Komu | Předmět
            Od | Odoslané | Komu | Predmet
            Feladó | Elküldve | Címzett | Tárgy
            De la | Trimis | Către | Subiect
            От | Отправлено | Кому | Тема
            От кого | Дата | Кому | Тема
            Від | Надіслано | Кому | Тема
            От | Изпратено | До | Относно
            Από | Στάλθηκε | Προς | Θέμα
            Kimden | Gönderildi | Kime | Konu
            Gönderen | Gönderme Tarihi | Kime | Konu
            Šalje | Poslano | Prima | Predmet
            מאת | נשלח | אל | נושא
            من | تم الإرسال | إلى | الموضوع
            Từ | Đã gửi | Đến | Chủ đề
            จาก | ส่ง | ถึง | เรื่อง
            Dari | Dikirim | Kepada | Subjek
            差出人 | 送信日時 | 宛先 | 件名
            发件人 | 发送时间 | 收件人 | 主题
            寄件者 | 寄件日期 | 收件者 | 主旨
            보낸 사람 | 보낸 날짜 | 받는 사람 | 제목
            Von | Gesendet am | An | Betreff
            De | Envoyé le | À | Objet
            De | Le | À | Objet
            Expéditeur | Date d'envoi | Destinataire | Objet
            De | Enviado el | Para | Asunto
            De | Data | Para | Assunto
            Da | Inviato il | A | Oggetto
            Mittente | Data | Destinatario | Oggetto
            Od | Datum | Za | Predmet
            Od | Dátum | Komu | Predmet
            Od | Datum | Komu | Předmět
            Od | Data | Do | Temat
            Nadawca | Data | Odbiorca | Temat
            Fra | Dato | Til | Emne
            Afsender | Dato | Modtager | Emne
            Från | Datum | Till | Ämne
            Avsändare | Datum | Mottagare | Ämne
            Lähettäjä | Päivämäärä | Vastaanottaja | Aihe
            Feladó | Dátum | Címzett | Tárgy
            Saatja | Saadetud | Adressaat | Teema
            No | Nosūtīts | Kam | Tēma
            Nuo | Išsiųsta | Kam | Tema
            De la | Data | Către | Subiect
            Šalje | Datum | Prima | Predmet
            Pošiljatelj | Poslano | Prejemnik | Zadeva
            Од | Датум | За | Предмет
            От | Дата | Кому | Тема
            От | Дата | До | Тема
            Від | Дата | Кому | Тема
            Απο | Ημερομηνία | Προς | Θέμα
            Gönderen | Tarih | Alıcı | Konu
            Kimden | Tarih | Kime | Konu
            De | Enviat el | Per a | Assumpte
            Nork | Bidalia | Nori | Gaia
            Frá | Sent | Til | Efni
            Ó | Seolta | Chuig | Ábhar
            Oddi wrth | Anfonwyd | At | Pwnc
            Van | Gestuur | Aan | Onderwerp
            Kutoka | Tarehe | Kwa | Mada
            Daripada | Dihantar | Kepada | Subjek
            Mula kay | Petsa | Kay | Paksa
            من | التاريخ | إلى | الموضوع
            از | تاریخ | به | موضوع
            से | दिनांक | को | विषय
            द्वारा | भेजा गया | प्रति | विषय
            จาก | วันที่ | ถึง | หัวเรื่อง
            Từ | Ngày | Tới | Tiêu đề
            差出人 | 日時 | 宛先 | 件名
            From | 日付 | To | 件名
            发件人 | 日期 | 收件人 | 主题
            發件人 | 日期 | 收件人 | 主旨
            寄件者 | 日期 | 收件者 | 主旨
            보낸사람 | 날짜 | 받는사람 | 제목
            발신 | 날짜 | 수신 | 제목
            מאת | תאריך | אל | נושא
            """;

    static Stream<String> labels() {
        return LABELS.lines();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void foldsBelowAHeader(String labels) {
        check(header(labels, "%s: %s\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void foldsBelowABoldHeaderUnderALine(String labels) {
        check("________________________________\n" + header(labels, "*%s:* %s\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("labels")
    void foldsBelowAHeaderWithWideColons(String labels) {
        check(header(labels, "%s\uFF1A %s\n"));
    }

    private static String header(String labels, String form) {
        String[] label = labels.split(" *\\| *");
        return form.formatted(label[0], "Anna Example <anna@example.org>")
                + form.formatted(label[1], "Monday, 3 February 2025 10:11")
                + form.formatted(label[2], "support@example.com")
                + form.formatted(label[3], "Does it print?");
    }

    private static void check(String header) {
        assertThat(QuoteSplitter.split("It prints again.\n\n" + header + "\nDoes it print?\nAnna\n")
                        .newText())
                .isEqualTo("It prints again.");
    }
}
