package org.postroom.mail.quote;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The line by which phones and mail programs tell that they sent a mail, or where to get them, in many languages. */
final class DeviceFooter {
    private static final int LONGEST = 250;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Devices and programs; languages with cases add endings. */
    private static final String DEVICE = any("""
            i-?phon, i-?pad, i-?pod, apple watch, mac ?book, android, black-?berry, samsung, galaxy, htc, huawei, honor, xiaomi, redmi,
            oneplus, pixel, nokia, lumia, sony, xperia, motorola, alcatel, palm, windows, mobil, phone, smart-?phone, handheld, cell,
            tablet, device, handy, telefon, téléphone, móvil, celular, cellulare, telemóvel, puhelime, gerät, toestel, dispositivo,
            appareil, urządzeni, mailbox, mailbird, mailspring, airmail, sparrow, spark, typeapp, blue ?mail, aqua ?mail, k-?9, fairemail,
            newton, nine, boxer, edison, yahoo, ymail, gmx, web\\.de, outlook, mail, e-mail, e-post, hotmail, aol, proton, tutanota,
            thunderbird, zoho, gmail, em client, claws, mutt, correo, courrier, posta, poczt, poșt, pošt, телефон, планшет, почт, яндекс,
            смартфон, устройств, 手机, 手機, 휴대폰
            """) + "[\\p{L}'’-]{0,14}";

    /** "Sent from", as it begins. */
    private static final String SENT = any("""
            sent (?:from|via|with|using|by|on), from my, composed (?:on|with), written (?:on|from), typed on,
            (?:gesendet|gesandt|verschickt|versendet|geschickt) (?:von|mit|vom|über|mithilfe|aus), mobil gesendet,
            envoyé (?:de|depuis|à partir|avec|par|via), enviado (?:desde|de|do|con|com|a partir|por|via|pelo|usando), enviada? do,
            inviato (?:da|con|dal|tramite), (?:verzonden|verstuurd|gestuur) (?:van|vanaf|vanuit|met|via|door),
            skicka(?:t|de?s)? (?:från|med|via), sendt (?:fra|med|via), lähetetty, wysłan[eo] (?:z|ze|za), odesláno (?:z|ze),
            odoslané (?:z|zo), (?:poslano|poslato) (?:iz|z|s|sa), trimis (?:de|din|cu), (?:el)?küldve, saadetud, nosūtīts, išsiųsta,
            отправлено, послано, надіслано, відправлено, изпратено, στάλθηκε, εστάλη, enviat (?:des|de), dikirim (?:dari|dengan),
            (?:được |đã )?gửi từ, נשלח, أرسلت, مرسل, تم الإرسال, ส่งจาก, 发自, 發自, 来自我的?, 來自我的?, 发送自, 傳送自, provenance
            """);

    /** "This mail was", in front of it. */
    private static final String THIS =
            "(?:this|diese[rs]?|cet(?:te)?|ce|est[ae]|quest[oa]|dit|deze|denne|dette|detta|tento|tato|это|цей)\\s.{1,40}?";

    /** "Get", before a program's name, and behind it. */
    private static final String GET = any("""
            get, download, holen sie sich, hol dir, laden sie, télécharge[zr]?, obtenez, obtenir, obtén, obtener, obtenha, obter, baixe, descargar?,
            ottieni, scarica, hanki, hent, skaff deg, hämta, pobierz, získat, stáhnout, скачайте, скачать, завантажити
            """);

    private static final String GET_BEHIND =
            any("beziehen, herunter(?:laden)?, downloaden, ophalen, edinin, indirin, を入手, 다운로드, 下载, 下載");

    /** "Sent", as it ends in languages that put it last. */
    private static final String SENT_LAST = any("""
            (?:から|で)送信, (?:에서|통해) ?(?:보냄|보냈습니다|보낸 메일입니다), gönderildi, से भेजा गया, küldve, üzenetem, bidalia, saadetud
            """);

    private static final String LINK = "(?:\\s*[<(\\[]?\\s*https?://\\S{1,200}[>)\\]]?)?";
    private static final String END = "[\\s.)>\\]。*_]*$";

    private static final Pattern FOOTER = Pattern.compile(
            String.join(
                    "|",
                    "^\\W{0,4}(?:" + SENT + "[^,!?;]{0,40}?|" + THIS + SENT + "[^,!?;]{0,15}?)(?<!\\p{IsLatin})"
                            + DEVICE + "(?!\\p{L})(?!.*[?\uFF1F](?:\\s|$)).{0,120}$",
                    "^\\W{0,4}(?:" + THIS
                            + ")?von (?:mein\\w+|yahoo|outlook|gmx) .{2,80} (?:gesendet|gesandt|verschickt|geschrieben)"
                            + END,
                    "^\\W{0,4}(?:sent (?:from|via|with) (?:my |a )?|envoyé de mon |enviado desde mi |gesendet von meinem |inviato dal mio )[\\w-]+(?:\\s[\\w-]+){0,3}"
                            + END,
                    "^\\W{0,4}(?:sent (?:on the go|while (?:mobile|on the \\w+))|(?:von unterwegs|mobil) gesendet)"
                            + END,
                    "^.{0,12}?" + DEVICE + ".{0,40}?" + SENT_LAST + END,
                    "^\\W{0,4}[从從].{0,30}?" + DEVICE + ".{0,20}?[发發传傳]送" + END,
                    "^\\W{0,4}" + GET + "\\s.{0,40}?outlook.{0,30}?(?:ios|android\\p{L}*|iphone|mobile|windows)\\W{0,3}"
                            + LINK + "(?:\\s?" + GET_BEHIND + ")?" + END,
                    "^.{0,20}?outlook.{0,20}?(?:ios|android)?" + LINK + "\\s?" + GET_BEHIND + LINK + END,
                    "^yahoo mail: \\p{L}+, [\\p{L} ,&]{3,60}$",
                    "^(?!\\w+ing )\\w+ (?:from|via) (?:my )?(?:mobile|phone|iphone|ipad|android)" + END,
                    "^\\W{0,4}(?:please |pls )?(?:excuse|forgive|pardon) (?:my |any |the )?(?:brevity|typos|typing|spelling|terseness)[^?\\d]{0,45}$"),
            FLAGS);

    /** What goes by post is no mail program's, whose names are written with capitals. */
    private static final Pattern POSTED = Pattern.compile(
            "^\\W{0,4}\\p{L}+ (?!my|mon|mi |mein)(?:\\p{L}{1,4} )?(?:e-?mail|mail|post[ae]?|courrier|correo|poczt\\p{L}*|pošt\\p{L}*|почт\\p{L}*)(?![\\p{L}.])(?!.*\\p{Lu}\\p{L}+ ?\\d|.*(?:Windows|Android|iOS|iPhone|Outlook|Yahoo)).*");

    private DeviceFooter() {}

    private static String any(String list) {
        return Arrays.stream(list.split("[,\\n]+(?=\\s|$)"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("|", "(?:", ")"));
    }

    /** Whether this line, without blanks around it, is nothing else. */
    static boolean in(String line) {
        return line.length() < LONGEST
                && FOOTER.matcher(line).find()
                && !POSTED.matcher(line).matches();
    }
}
