package org.postroom.intake;

import java.util.regex.Pattern;

/** Knows the subjects of out-of-office notes. */
final class AutoReplySubject {
    private static final String PHRASES =
            "automatic(?:ally)? (?:generated )?repl(?:y|ies)|automatic response|automated (?:reply|response)|auto[- ]?(?:reply|response|responder|responding)|auto:|out of (?:the )?office(?: auto-?reply| reply| notification| message)?|out-of-office(?: reply| message| notification)?|ooo|vacation (?:reply|response|notice|message|auto-?reply)|away (?:from (?:the )?office|notice|message)|on (?:vacation|leave|holiday)|absence (?:notice|notification)"
                    + "|automatische (?:antwort|rückantwort|empfangsbestätigung)|auto(?:matische)?[- ]?antwort|abwesenheit(?:snotiz|snachricht|smeldung|sbenachrichtigung|sassistent|sagent)?|abwesend|nicht im (?:büro|haus)|außer haus|urlaub(?:sbenachrichtigung|snotiz|svertretung)?"
                    + "|réponse (?:automatique|auto)|(?:message|avis|notification|réponse) d['\u2019]absence|absence du bureau|absent(?:e)? du bureau|absence"
                    + "|respuesta automática|resposta automàtica|respuesta de vacaciones|fuera de (?:la )?oficina|fuera del despacho|mensaje de ausencia|ausencia|aviso de ausencia"
                    + "|risposta automatica|risposta automatico|fuori (?:sede|ufficio)|assenza(?: dall'ufficio)?|avviso di assenza"
                    + "|resposta automática|fora do escritório|ausência temporária|ausência|notificação de ausência"
                    + "|automatisch (?:antwoord|bericht)|automatische (?:beantwoording|reactie)|afwezig(?:heid|heidsbericht|heidsassistent)?|niet op kantoor|buiten kantoor"
                    + "|autosvar|automatisk svar|automatiskt svar|frånvaromeddelande|fravær(?:smelding|sassistent|sbesked)?|ikke (?:til stede|på kontoret)|borte fra kontoret|ute fra kontoret|automaattinen vastaus|poissa(?: toimistosta)?|poissaoloviesti|sjálfvirkt svar"
                    + "|odpowiedź automatyczna|automatyczna odpowiedź|autoodpowiedź|poza biurem|nieobecność|automatická odpověď|mimo kancelář|nepřítomnost|automatická odpoveď|mimo kancelárie|automatikus válasz|házon kívül|răspuns automat|automatski odgovor|samodejni odgovor|automatinis atsakymas|automātisk[āa] atbilde|automaatvastus"
                    + "|автоматический ответ|автоответ|нет на работе|вне офиса|автоматична відповідь|автовідповідь|автоматичен отговор|аутоматски одговор|erantzun automatikoa|स्वचालित (?:उत्तर|जवाब)"
                    + "|otomatik (?:yanıt|cevap)|ofis dışı|αυτόματη απάντηση|εκτός γραφείου|תשובה אוטומטית|מענה אוטומטי|رد تلقائي|الرد التلقائي|پاسخ خودکار"
                    + "|自动(?:答复|回复)|自動(?:答覆|回覆|応答|返信)|不在办公室|外出通知|不在通知|不在返信|자동 ?(?:회신|응답|답장)|부재 ?중|trả lời tự động|ตอบกลับอัตโนมัติ|balasan otomatis|balas automatik";

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    private static final Pattern WITH_ANSWERED_SUBJECT =
            Pattern.compile("^\\s*\\[?(?:" + PHRASES + ")\\]?\\s*(?:[:\uFF1A]|re:|aw:)", FLAGS);
    private static final Pattern STARTS =
            Pattern.compile("^\\s*(?:re: ?)?[\\[(*]?(?:" + PHRASES + ")(?!\\p{L})", FLAGS);

    /** Single words, behind which people put a colon, too. */
    private static final Pattern LOOSE = Pattern.compile(
            "^\\s*\\[?(?:ooo|on (?:vacation|leave|holiday)|abwesend|urlaub|nicht im (?:büro|haus)|außer haus|absence|ausencia|assenza|ausência|afwezig|poissa"
                    + "|abwesenheit|away (?:notice|message)|fravær|nieobecność|nepřítomnost|mimo kancelář|buiten kantoor|niet op kantoor)\\]?\\s*[:\uFF1A]",
            FLAGS);

    /** HCL Notes: "AUTO: Anna Example is out of the office (returning 05/11/2026)". */
    private static final Pattern NOTES =
            Pattern.compile("^AUTO: .{2,120}\\([^()]{0,40}\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}\\.?\\)\\s*$");

    private AutoReplySubject() {}

    /** "Automatic reply: your subject": the form programs use, and people hardly ever. */
    static boolean surely(String subject) {
        return NOTES.matcher(subject).matches()
                || WITH_ANSWERED_SUBJECT.matcher(subject).find()
                        && !LOOSE.matcher(subject).find();
    }

    /** Begins like an out-of-office note; people begin subjects so, too. */
    static boolean perhaps(String subject) {
        return STARTS.matcher(subject).find();
    }
}
