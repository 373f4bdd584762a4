package org.postroom.mail.quote;

import java.util.regex.Pattern;

/** Finds where a signature begins in lines that a person wrote. */
final class Signatures {
    private static final int MOST_LINES = 20;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** RFC 3676 section 4.3, and what programs make of it. */
    private static final Pattern DELIMITER = Pattern.compile("^(?:--|__|\u2014|\u2013\u2013?)$");

    private static final Pattern RULE = Pattern.compile("^[_]{10,}$");
    private static final Pattern DECORATION = Pattern.compile("^[\\s\\-_=*#~+\u1427.\u00B7\u2014\u2013|]+$");
    private static final Pattern FENCE = Pattern.compile("^\\s*(?:```|~~~).*");

    private static final String DEVICE =
            "i-?phone|i-?pad|i-?pod|apple watch|mac ?book|android|black-?berry|samsung|galaxy|htc|huawei|honor|xiaomi|redmi|oneplus|pixel|nokia|lumia|sony|xperia|motorola|alcatel"
                    + "|windows|mobile?|mobil\\p{L}*|phone|smart-?phone|handheld|cell|tablet|device|handy|telefon\\p{L}*|téléphone|móvil|celular|cellulare|telemóvel|puhelime\\p{L}*|gerät|toestel|dispositivo|appareil"
                    + "|mailbox|airmail|sparrow|spark|typeapp|bluemail|aqua ?mail|k-9|k9|fairemail|newton|nine|boxer|edison|yahoo|ymail|gmx|web\\.de|outlook|mail|e-mail|hotmail|aol|proton\\p{L}*|tutanota|thunderbird|zoho|gmail|em client|claws|mutt"
                    + "|телефон\\p{L}*|планшет\\p{L}*|почт\\p{L}*|смартфон\\p{L}*";
    private static final String SENT =
            "(?:this (?:e-?mail|message) was )?sent (?:from|via|with|using|by|on)|from|get|download|composed (?:on|with)|written on|typed on"
                    + "|(?:diese (?:nachricht|e-?mail|mail) wurde )?(?:gesendet|gesandt|verschickt|versendet) (?:von|mit|vom|über|mithilfe)|(?:diese (?:nachricht|e-?mail|mail) wurde )?von mein\\w+|mobil gesendet|hol dir"
                    + "|envoyé (?:de|depuis|à partir|avec|par)|(?:télécharge[zr]?|obtenez|obtenir)|enviado (?:desde|de|do|con|com|a partir|por|via|pelo)|enviada? do|obtén|obtener|obtenha|obter|baix\\w+|descarga\\w*"
                    + "|inviato (?:da|con|dal)|ottieni|scarica|verzonden (?:van|vanaf|met|via|door)|download|skickat? (?:från|med|via)|sendt (?:fra|med|via)|lähetetty|hanki|hent|hämta"
                    + "|wysłane? (?:z|ze)|pobierz|odesláno (?:z|ze)|odoslané (?:z|zo)|poslano (?:iz|z|s)|poslato (?:sa|iz)|trimis (?:de|din|cu)|küldve|elküldve|saadetud|nosūtīts|išsiųsta"
                    + "|отправлено|послано|надіслано|відправлено|изпратено|στάλθηκε|enviat (?:des|de)|dikirim (?:dari|dengan)|được gửi từ|đã gửi từ|gửi từ"
                    + "|נשלח|أرسلت|مرسل|تم الإرسال|ส่งจาก|发自|發自|來自|来自|從|从";
    private static final Pattern MOBILE = Pattern.compile(
            "^\\W{0,4}(?:" + SENT + ")\\s*[^.,!?;]{0,40}?(?<!\\p{L})(?:" + DEVICE + ")(?!\\p{L}).{0,120}$", FLAGS);
    private static final Pattern MOBILE_SHORT = Pattern.compile(
            "^\\W{0,4}(?:sent (?:from|via|with) (?:my |a )?|envoyé de mon |enviado desde mi |gesendet von meinem |inviato dal mio )[\\w-]+(?:\\s[\\w-]+){0,3}\\W{0,3}$",
            FLAGS);
    private static final Pattern MOBILE_END = Pattern.compile(
            "^.{0,60}(?:から送信|传送|傳送|发送|에서 보냄|gönderildi|से भेजा गया|äristäni|üzenetem|(?:gesendet|beziehen|herunterladen))[\\s.)>。]*$",
            FLAGS);
    private static final Pattern SOMEONE =
            Pattern.compile("^\\w+ (?:from|via) (?:my )?(?:mobile|phone|iphone|ipad|android)\\W*$", FLAGS);
    private static final Pattern GET_OUTLOOK =
            Pattern.compile("^.{0,40}outlook.{0,20}(?:ios|android|iphone|mobile).{0,200}$", FLAGS);

    private final Lines lines;

    Signatures(Lines lines) {
        this.lines = lines;
    }

    /**
     * The line in which the signature begins that ends these lines, or the end if there is none.
     *
     * @param from first line
     * @param to the line behind the last
     */
    int start(int from, int to) {
        int end = delimiter(from, to);
        while (end > from && (lines.blank(end - 1) || footer(end - 1))) {
            end--;
        }
        return firstFooter(end, to);
    }

    /** Blank lines before a signature stay with the text. */
    private int firstFooter(int from, int to) {
        int line = lines.nextSaying(from);
        return line >= to ? to : line;
    }

    private int delimiter(int from, int to) {
        boolean fenced = false;
        for (int line = from; line < to; line++) {
            fenced ^= FENCE.matcher(lines.get(line)).matches();
            String words = lines.get(line).strip();
            if (!fenced
                    && (DELIMITER.matcher(words).matches() && saying(line, to) <= MOST_LINES || listFooter(line, to))) {
                return line;
            }
        }
        return to;
    }

    private int saying(int from, int to) {
        int count = 0;
        for (int line = from; line < to && count <= MOST_LINES; line++) {
            count += lines.blank(line) ? 0 : 1;
        }
        return count;
    }

    /** Mailing lists put their name and address under a long line. */
    private boolean listFooter(int line, int to) {
        if (!RULE.matcher(lines.get(line).strip()).matches() || saying(line, to) > 8) {
            return false;
        }
        for (int next = line + 1; next < to; next++) {
            if (lines.get(next).contains("://") || lines.get(next).contains("@")) {
                return true;
            }
        }
        return false;
    }

    private boolean footer(int line) {
        String words = lines.get(line).strip();
        return words.length() < 250
                && !FENCE.matcher(words).matches()
                && (DECORATION.matcher(words).matches()
                        || MOBILE.matcher(words).matches()
                        || MOBILE_SHORT.matcher(words).matches()
                        || MOBILE_END.matcher(words).matches()
                        || SOMEONE.matcher(words).matches()
                        || GET_OUTLOOK.matcher(words).matches());
    }
}
