package org.postroom.mail.quote;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The words that mail programs use around history, of many languages, in lower case. */
final class QuoteWords {
    /** The verb of "Anna wrote:", or its last word. */
    static final Set<String> WROTE = words("""
            wrote, writes, sent, written, said, schrieb, schrieben, schreibt, geschrieben, écrit, envoyé,
            écrivait, escribió, escrito, escrit, escriure, escribiu, escreveu, enviou, scritto, scrive,
            scriveva, schreef, geschreven, geskryf, följande, skrev, skreiv, skrifaði, skrevet, kirjoitti,
            kirjoittaa, kirjutas, rakstīja, rašė, parašė, napisał, napisała, napisana, pisze, napisali, napsal,
            napsala, píše, napísal, napísala, napisao, napisala, napisal, piše, написал, написала, писал,
            писала, пишет, написав, пише, пишуть, написа, напиша, írta, scris, scria, yazdı, έγραψε, כתב,
            כתבה, מאת, كتب, كتبت, نوشت, viết, menulis, sumulat, sinulat, shkroi, लिखा, ecrit, escribio, idatzi, aliandika,
            написао, писали, quoting, zitat, citando, citat, citazione, cytowanie, citát, lainaus,
            idézte, цитирую, spake,
            """);

    /** The same in scripts that put no blanks between words. */
    static final Set<String> WROTE_JOINED = words("""
            写道, 寫道, 写到, 書きました, のメッセージ, のメール, 님이 작성, 작성:, 쓴 글, 쓰신 글, เขียน
            """);

    /** What an attribution begins with, in languages that do not begin with the date or the weekday. */
    static final Set<String> ON = words("""
            on, at, from, according, le, am, vom, el, il, in data, em, no dia, op, den, på, dne, dňa, w dniu, dnia, dana,
            data de, na, в, на, стис, στις, την, στην, vào, pada, tarihinde, בתאריך, في, در, noong, kl,
            dia, ar, þann
            """);

    /** The sender's label in a header block. */
    static final Set<String> FROM = words("""
            from, от кого, від кого, von, de, da, van, fra, från, frá, od, de la, lähettäjä, saatja, no, nuo, feladó, nadawca,
            odesílatel, odosielateľ, от, від, отправитель, од, изпратено от, kimden, gönderen, από, 发件人,
            寄件者, 寄件人, 发信人, 差出人, 送信元, 送信者, 보낸 사람, 보낸사람, 발신, מאת, من, از, từ, จาก, dari, expéditeur, mittente,
            remitente, remetente, afsender, avsändare, absender, pošiljatelj, šalje, nork,
            απο, daripada, kutoka, mula kay, oddi wrth, से, द्वारा, प्रेषक, 發件人, 寄信人, ó
            """);

    /** The labels of the time of sending. */
    static final Set<String> SENT = words("""
            sent, date, gesendet, datum, datum/zeit, envoyé, envoyé le, date d'envoi, message du, inviato,
            data, enviado, enviada, enviado el, enviada em, fecha, fecha de envío, verzonden, verstuurd,
            skickat, sendt, dato, sent on, lähetetty, päivämäärä, wysłano, wysłane, data wysłania, odesláno,
            odoslané, dátum, отправлено, дата, надіслано, відправлено, изпратено, gönderildi,
            gönderme tarihi, tarih, στάλθηκε, ημερομηνία, 发送时间, 发送日期, 日期, 时间, 傳送時間, 寄件日期, 送信日時, 日付, 日時,
            보낸 날짜, 보낸날짜, 날짜, 전송 시간, נשלח, תאריך, تاريخ الإرسال, تم الإرسال, التاريخ, تاریخ, đã gửi, ngày,
            ส่ง, วันที่, dikirim, tanggal, elküldve, küldve, trimis, išsiųsta, nosūtīts, saadetud, kuupäev,
            poslano, poslato, enviat, bidalia, sendt den,
            enviado em, gesendet am, inviato il, le, датум, enviat el, gestuur, tarehe, dihantar, tarikh, petsa, anfonwyd, seolta, दिनांक, भेजा गया, तारीख, envoyée le, skickat den, 寄件时间, 发件时间, 寄信日期
            """);

    /** The labels of recipients. */
    static final Set<String> TO = words("""
            to, an, à, a, para, per, naar, aan, til, till, vastaanottaja, do, komu, pre, кому, до, за, kime,
            alıcı, kime/kimlere, προς, 收件人, 收件者, 宛先, 받는 사람, 받는사람, אל, إلى, الى, به, đến, tới, ถึง, kepada,
            címzett, către, kam, kellele, za, empfänger, destinataire, destinatario, destinatário, modtager,
            mottagare, nora, cc, bcc, kopie, kopia, kopie an, copie, copie à, ccà, копия, копія, 抄送, 副本, 참조,
            עותק, نسخة, κοιν, κοινοποίηση, másolat, bilgi, kopi, kopija, reply-to, reply to, antwort an,
            répondre à, responder a, rispondi a,
            προσ, per a, chuig, at, kwa, kay, को, प्रति, odbiorca, prejemnik, adressaat, nori, prima, 수신, primatelj, prijímateľ, příjemce
            """);

    /** The subject's label. */
    static final Set<String> SUBJECT = words("""
            subject, betreff, objet, sujet, oggetto, asunto, assunto, onderwerp, ämne, emne, efni, aihe,
            temat, předmět, predmet, тема, относно, предмет, konu, θέμα, 主题, 主旨, 件名, 标题, 제목, נושא, الموضوع,
            موضوع, chủ đề, tiêu đề, เรื่อง, perihal, subjek, tárgy, subiect, tema, dėl, teema, assumpte,
            gaia, zadeva,
            pwnc, ábhar, mada, paksa, विषय, หัวเรื่อง, tēma, 题目
            """);

    /** Labels that may stand among these. */
    static final Set<String> OTHER = words("""
            importance, priority, attachment, attachments, anhang, anlagen, wichtigkeit, priorität,
            pièce jointe, pièces jointes, organization, message-id, categories, x-mailer, allegati,
            adjuntos, anexos, bijlagen
            """);

    /** What stands between dashes above history. */
    static final Set<String> ORIGINAL_MESSAGE = words("""
            original message, original appointment, original email, forwarded message,
            begin forwarded message, reply message, original text, ursprüngliche nachricht,
            originalnachricht, original nachricht, original-nachricht, weitergeleitete nachricht,
            ursprüngliche mail, anfang der weitergeleiteten nachricht, message d’origine, message d'origine,
            message original, message initial, message transféré, début du message transféré,
            début du message réexpédié, e-mail d’origine, e-mail d'origine, messaggio originale,
            messaggio inoltrato, inizio messaggio inoltrato, mensaje original, mensaje reenviado,
            inicio del mensaje reenviado, missatge original, mensagem original, mensagem encaminhada,
            início da mensagem encaminhada, início da mensagem reencaminhada, oorspronkelijk bericht,
            origineel bericht, doorgestuurd bericht, begin doorgestuurd bericht, ursprungligt meddelande,
            originalmeddelande, vidarebefordrat mail, vidarebefordrat meddelande, vidarebefordrat brev,
            opprinnelig melding, videresendt melding, opprinnelig e-post, oprindelig meddelelse,
            original meddelelse, videresendt meddelelse, videresendt besked, alkuperäinen viesti,
            välitetty viesti, edelleenlähetetty viesti, wiadomość oryginalna, oryginalna wiadomość,
            wiadomość przekazana, původní zpráva, původní e-mail, přeposlaná zpráva, pôvodná správa,
            исходное сообщение, оригинальное сообщение, исходное письмо, пересылаемое сообщение,
            пересланное сообщение, початкове повідомлення, оригинално съобщение, orijinal mesaj,
            orijinal ileti, iletilen mesaj, αρχικό μήνυμα, προωθημένο μήνυμα, eredeti üzenet,
            mesajul original, mesaju original, izvorna poruka, originalna poruka, izvirno sporočilo, 原始邮件,
            原始郵件, 原始訊息, 转发邮件, 转发邮件信息, 轉寄郵件, 元のメッセージ, 転送メッセージ, 원본 메시지, 원본 메일, 전달된 메시지, הודעה מקורית,
            הודעה שהועברה, الرسالة الأصلية, الرسالة الاصلية, پیام اصلی, thư gốc, tin nhắn gốc,
            ข้อความต้นฉบับ, pesan asli, pesan terusan
            """);

    /** What Apple Mail puts above a forwarded mail, before a colon. */
    static final Set<String> FORWARDED = words("""
            begin forwarded message, anfang der weitergeleiteten nachricht, anfang der weitergeleiteten e-mail, début du message réexpédié,
            début du message transféré, inizio messaggio inoltrato, inicio del mensaje reenviado,
            início da mensagem reencaminhada, início da mensagem encaminhada, begin doorgestuurd bericht,
            vidarebefordrat brev, videresendt besked, videresendt melding, начало переадресованного сообщения,
            početak proslijeđene poruke, 以下是转发的邮件, 開始轉寄郵件, 转发的邮件, 転送されたメッセージ
            """);

    private QuoteWords() {}

    private static Set<String> words(String list) {
        return Arrays.stream(list.split("[,\\n]"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
