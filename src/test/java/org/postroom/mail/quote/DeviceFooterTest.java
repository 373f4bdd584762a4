package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What phones and programs write below a mail, by language; and what people write that sounds like it. */
class DeviceFooterTest {
    private static final String FOOTERS = """
            Sent from my iPhone
            Sent from my iPad Pro
            Sent from my iPhone X
            Sent from my mobile device
            Sent from my Verizon Wireless BlackBerry
            Sent from my T-Mobile 4G LTE Device
            Sent from my Samsung Galaxy S21
            Sent from my Galaxy
            Sent from my Sprint phone.
            Sent from my HTC
            Sent from my Windows Phone
            Sent from my Pixel 6 using Gmail
            Sent from my SAMSUNG Galaxy S6 edge on AT&T
            Sent from Mail for Windows 10
            Sent from Mail for Windows
            Sent from Windows Mail
            Sent from Outlook for iOS
            Sent from Outlook
            Sent from Outlook Mobile
            Sent from Outlook Email App
            Sent from Yahoo Mail on Android
            Sent from Yahoo Mail for iPhone
            Sent from Yahoo! Mail on Android
            Sent from AOL on Android
            Sent from the all new AOL app for iOS
            Sent from myMail for iOS
            Sent from myMail for Android
            Sent from Nine
            Sent from Spark
            Sent from Proton Mail mobile
            Sent from Proton Mail for iOS
            Sent from ProtonMail mobile
            Sent from Mailspring
            Sent from Polymail
            Sent from Front
            Sent from TypeApp
            Sent from BlueMail
            Sent from Xfinity Connect App
            Sent from Rediffmail
            Sent from a phone
            Sent via the Samsung Galaxy A52s 5G, an AT&T 5G smartphone
            Sent via BlackBerry by AT&T
            Sent via BlackBerry from T-Mobile
            Sent via Superhuman
            Sent with ProtonMail Secure Email.
            Sent with Proton Mail secure email.
            Sent with [Proton Mail](https://proton.me/) secure email.
            Sent with Airmail
            Sent with Shift
            Sent with Unibox
            Sent with Sparrow
            Sent on the go
            Sent with AquaMail for Android
            Sent using Zoho Mail
            Sent using Mailbird
            Sent by Mailbird
            Get Outlook for iOS
            Get Outlook for Android
            Get Outlook for iOS<https://aka.ms/o0ukef>
            Get [Outlook for iOS](https://aka.ms/o0ukef)
            Download Outlook for Android
            Yahoo Mail: Search, Organize, Conquer
            Von meinem iPhone gesendet
            Von meinem Samsung Galaxy Smartphone gesendet.
            Von meinem iPad gesendet
            Gesendet von meinem iPhone
            Gesendet von Mail für Windows
            Gesendet von Mail für Windows 10
            Gesendet von Outlook für iOS
            Gesendet von Outlook für Android<https://aka.ms/AAb9ysg>
            Gesendet mit der GMX Mail App
            Gesendet mit der WEB.DE Mail App
            Gesendet mit der mobilen Mail App
            Gesendet mit der Telekom Mail App
            Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.
            Diese Nachricht wurde von meinem Android-Mobiltelefon mit WEB.DE Mail gesendet.
            Diese E-Mail wurde von meinem Mobiltelefon gesendet
            Holen Sie sich Outlook für iOS
            Outlook für Android herunterladen
            Outlook für iOS<https://aka.ms/o0ukef> beziehen
            Laden Sie Outlook für Android herunter
            Von Yahoo Mail auf Android gesendet
            Von unterwegs gesendet
            Envoyé de mon iPhone
            Envoyé de mon iPad
            Envoyé depuis mon téléphone Orange
            Envoyé depuis mon smartphone Samsung Galaxy.
            Envoyé depuis mon mobile
            Envoyé à partir de Outlook pour Android
            Envoyé à partir d'Outlook
            Envoyé à partir de Courrier pour Windows 10
            Envoyé de Yahoo Mail pour iPhone
            Provenance : Courrier pour Windows 10
            Télécharger Outlook pour iOS
            Obtenez Outlook pour iOS
            Obtenir Outlook pour Android
            Enviado desde mi iPhone
            Enviado desde mi dispositivo Samsung Galaxy
            Enviado desde Correo para Windows 10
            Enviado desde Outlook para Android
            Enviado desde Yahoo Mail para Android
            Obtener Outlook para iOS
            Obtén Outlook para Android
            Descargar Outlook para iOS
            Enviado do meu iPhone
            Enviado a partir do meu smartphone Samsung Galaxy.
            Enviado do Email para Windows 10
            Enviado do Outlook para iOS
            Enviado via iPhone
            Obter o Outlook para Android
            Obtenha o Outlook para iOS
            Baixe o Outlook para Android
            Inviato da iPhone
            Inviato dal mio iPhone
            Inviato dal mio dispositivo Samsung
            Inviato da Posta per Windows 10
            Inviato da Libero Mail per Android
            Inviato da Outlook per Android
            Ottieni Outlook per iOS
            Scarica Outlook per Android
            Verstuurd vanaf mijn iPhone
            Verzonden vanaf mijn iPad
            Verzonden vanuit Mail voor Windows 10
            Verzonden met Outlook voor Android
            Verzonden vanaf mijn Galaxy
            Outlook voor Android downloaden
            Outlook voor iOS ophalen
            Download Outlook voor iOS
            Skickat från min iPhone
            Skickat från min Samsung Galaxy-smartphone.
            Skickat från E-post för Windows 10
            Skickades från Outlook för iOS
            Hämta Outlook för Android
            Sendt fra min iPhone
            Sendt fra min iPad
            Sendt fra min Samsung Galaxy-smarttelefon.
            Sendt fra E-post for Windows 10
            Sendt fra Mail til Windows 10
            Sendt fra Outlook for iOS
            Hent Outlook til Android
            Skaff deg Outlook for Android
            Lähetetty iPhonesta
            Lähetetty iPadista
            Lähetetty Samsung Galaxy -älypuhelimesta.
            Lähetetty Windowsin Sähköpostista
            Hanki Outlook for Android
            Wysłane z iPhone'a
            Wysłane z iPada
            Wysłano z iPhone'a
            Wysłane z mojego telefonu Samsung Galaxy.
            Wysłano z aplikacji Poczta systemu Windows 10
            Pobierz aplikację Outlook dla systemu Android
            Pobierz program Outlook dla systemu iOS
            Odesláno z iPhonu
            Odesláno z iPhone
            Odesláno z Pošty pro Windows 10
            Získat Outlook pro Android
            Odoslané z iPhonu
            Poslano iz mojeg iPhonea
            Poslano iz aplikacije Pošta za Windows 10
            Trimis de pe iPhone-ul meu
            Trimis din iPhone
            Elküldve az iPhone-omról
            iPhone-ról küldve
            Az iPhone készülékemről küldve
            Küldve iPhone-omról
            Отправлено с iPhone
            Отправлено с моего iPhone
            Отправлено из мобильной Почты Mail.ru
            Отправлено из Почты Mail.ru для Android
            Отправлено из мобильной Яндекс.Почты
            Отправлено с устройства Samsung
            Отправлено из Почты для Windows 10
            Скачайте Outlook для Android
            Надіслано з iPhone
            Надіслано з мого iPhone
            Изпратено от моя iPhone
            iPhone'umdan gönderildi
            Samsung Galaxy akıllı telefonumdan gönderildi.
            Windows 10 için Posta ile gönderildi
            Android için Outlook'u edinin
            Στάλθηκε από το iPhone μου
            Εστάλη από το iPhone μου
            נשלח מה-iPhone שלי
            נשלח מה-iPhone
            أرسلت من الـ iPhone
            تم الإرسال من iPhone الخاص بي
            Gửi từ iPhone của tôi
            Đã gửi từ iPhone của tôi
            Dikirim dari iPhone saya
            ส่งจาก iPhone ของฉัน
            iPhoneから送信
            私のiPhoneから送信
            Android 版 Outlook を入手
            Yahoo!メール for iPhone から送信
            从我的 iPhone 发送
            发自我的iPhone
            发自我的 iPad
            发自我的小米手机
            发自我的华为手机
            来自我的 iPhone
            從我的 iPhone 傳送
            傳送自我的 iPhone
            來自我的 iPhone
            나의 iPhone에서 보냄
            내 iPhone에서 보냄
            Samsung Galaxy 스마트폰에서 보냈습니다.
            iPhone를 통해 보냄
            Enviat des del meu iPhone
            Enviat de l'iPhone
            Nire iPhonetik bidalia
            Gestuur vanaf my iPhone
            Sent from my Huawei Mobile
            Sent from my Xiaomi
            Sent from my OnePlus
            Sent from Gmail Mobile
            Sent from mobile
            Sent from iPhone
            sent from my phone, please excuse typos
            Sent from my iPhone, please excuse any typos.
            Sent from my mobile, please excuse brevity
            Please excuse my brevity, sent from my phone.
            Please excuse brevity and typos.
            Written on my phone - please excuse typos
            -- Sent from my Palm Pre
            - Sent from my iPhone
            *Sent from my iPhone*
            [Sent from my iPhone]
            (Sent from my iPhone)
            Sent from Workspace ONE Boxer
            Sent from my android device.
            Sent while mobile
            Sent from K-9 Mail
            Sent from my Android device with K-9 Mail. Please excuse my brevity.
            This message was sent from my Android phone with mail.com Mail. Please excuse my brevity.
            Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.
            Cet e-mail a été envoyé depuis mon appareil Android avec K-9 Mail.
            """;

    private static final String PEOPLES_WORDS = """
            Sent from my desk, the printer cannot be seen.
            I sent from my iPhone a picture yesterday.
            Please get Outlook for Android working again.
            The mail was sent from my old address.
            I cannot send from Outlook.
            Sent the forms via Outlook, did you get them?
            Ich habe es von meinem iPhone gesendet, kam es an?
            How do I get Outlook for iOS?
            From Monday on the office is closed.
            Download of the update via phone hangs.
            From what I see the phone is dead.
            Get the new phone to me, please.
            Outlook for iOS crashes each time I open it.
            Von meinem Telefon aus kann ich nicht gesendete Mails sehen.
            Thanks, Bob
            Best regards
            Cheers
            Ich habe das Formular gesendet.
            Das Handy habe ich an Sie gesendet, ist es da?
            Sent by mail on 4 May.
            Sent by e-mail or on paper
            Envoyé par courrier le 4 mai
            Enviado por correo el lunes
            Inviato con posta raccomandata
            Wysłane z poczty w Gdańsku
            Odesláno z pošty v Brně
            Отправлено почтой 4 мая
            Yahoo Mail: error 15
            Ordering via mobile
            Please excuse my typing errors but I need a refund for order 7 now
            从手机登录不了
            来自手机的订单没有收到
            휴대폰 보냈습니다
            """;

    static Stream<String> footers() {
        return FOOTERS.lines();
    }

    static Stream<String> peoplesWords() {
        return PEOPLES_WORDS.lines();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("footers")
    void foldsWhatADeviceAdds(String footer) {
        SplitText split = QuoteSplitter.split("It prints again, thanks.\nBob\n\n" + footer + "\n\n> Does it?\n");

        assertThat(split.newText()).isEqualTo("It prints again, thanks.\nBob");
        assertThat(split.signature()).isEqualTo(footer);
    }

    @Test
    void leavesTheEndOfASentenceThatGoesOverTwoLines() {
        String text = "The parcel was\nsent from my iPhone shop";

        assertThat(QuoteSplitter.split(text).newText()).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("peoplesWords")
    void leavesPeoplesWords(String line) {
        String text = "It prints again, thanks.\n\n" + line;
        assertThat(QuoteSplitter.split(text).newText()).isEqualTo(text);
    }
}
