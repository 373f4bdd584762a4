package org.postroom.intake;

import java.util.ArrayList;
import java.util.List;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;

/**
 * One mail of the matrix of FAULTS E1 to E3: what token it has and where, from whom, what the mail server says of that, what else
 * names Carl's ticket A, and how that ticket is. Everybody writes with Eve in cc, who would like to take part.
 *
 * @param nonce a number of no other case
 */
record TrustCase(int nonce, Token token, Place place, Sender sender, Vouched vouched, Pointer pointer, Life life) {
    static final String TRUSTED = "mx.example.com";

    /** The reply token in it. A is Carl's ticket, B Dora's. */
    enum Token {
        NONE,
        CUSTOMERS_OF_A,
        CUSTOMERS_OF_A_EXPIRED,
        CUSTOMERS_OF_B,
        FORGED,
        /** Made for the sender who is an agent; in others' hands, Anna's. */
        AGENTS_OF_A,
        AGENTS_OF_A_EXPIRED,
        AGENTS_OF_B,
        /** Made for Ben. */
        ANOTHER_AGENTS_OF_A,
        /** As AGENTS_OF_A, and the mail looks like the notice, forwarded. */
        FORWARDED
    }

    /** Where the token stands. */
    enum Place {
        PLUS_ADDRESS,
        IN_REPLY_TO
    }

    /** Who it says it is from. */
    enum Sender {
        /** Carl, who takes part in A. */
        PARTICIPANT,
        STRANGER,
        /** Carl's address, from elsewhere. */
        SPOOFED_PARTICIPANT,
        /** Anna, who works on A and B. */
        AGENT,
        /** Carla, who is of another group now. */
        AGENT_WITHOUT_ACCESS
    }

    /** What stands in Authentication-Results. */
    enum Vouched {
        /** Conf trusts no server, so nothing is asked. */
        NOBODY_ASKED,
        NO_HEADER,
        PASS,
        PASS_OF_UNTRUSTED,
        FAIL,
        /** The trusted server says fail, and below it stands a forged pass. */
        FORGED_BELOW
    }

    /** What else names A. */
    enum Pointer {
        NOTHING,
        NUMBER,
        REFERENCES,
        STOLEN_IN_REPLY_TO
    }

    /** How A is. */
    enum Life {
        OPEN,
        CLOSED,
        LOCKED,
        /** Part of another ticket of Carl's. */
        MERGED
    }

    EmailAddress carl() {
        return EmailAddress.of("carl." + nonce + "@customer.example.org");
    }

    EmailAddress eve() {
        return EmailAddress.of("eve." + nonce + "@elsewhere.example.org");
    }

    String firstMessageId() {
        return "first." + nonce + "@customer.example.org";
    }

    /** Words that only stand in A. */
    String secret() {
        return "secret-of-carl-" + nonce + "-";
    }

    /** Words that only stand in this mail. */
    String words() {
        return "words-of-case-" + nonce + "-";
    }

    EmailAddress from() {
        return switch (sender) {
            case PARTICIPANT, SPOOFED_PARTICIPANT -> carl();
            case STRANGER -> EmailAddress.of("mallory." + nonce + "@elsewhere.example.org");
            case AGENT -> Office.ANNA;
            case AGENT_WITHOUT_ACCESS -> org.postroom.agent.SampleCompany.CARLA_ADDRESS;
        };
    }

    /** How Carl's ticket began. */
    Letter first() {
        return Letter.from(
                        "Carl <" + carl() + ">", Office.SUPPORT, "Printer " + nonce, secret() + " It does not print.")
                .id(firstMessageId());
    }

    /** How another ticket of his began, into which a merged one went. */
    Bytes second() {
        return Letter.from("Carl <" + carl() + ">", Office.SUPPORT, "Scanner " + nonce, "It does not scan.")
                .id("second." + nonce + "@customer.example.org")
                .raw("");
    }

    /** @param written the token as it is written, where there is one */
    Bytes raw(String number, String written) {
        boolean forwarded = token == Token.FORWARDED;
        String subject =
                (forwarded ? "Fwd: Printer" : "Re: Printer") + (pointer == Pointer.NUMBER ? " [" + number + "]" : "");
        String to = place == Place.PLUS_ADDRESS && token != Token.NONE
                ? "support+" + written + "@example.com"
                : Office.SUPPORT;
        String body = words() + " Plug it in.\n"
                + (forwarded
                        ? "\n---------- Forwarded message ---------\nFrom: Acme Support\nSubject: Printer\n\nSee it.\n"
                        : "");
        Letter letter = Letter.from("Somebody <" + from() + ">", to, subject, body)
                .with("Cc: Eve <" + eve() + ">")
                .id("case." + nonce + "@elsewhere.example.org");
        List<String> answered = new ArrayList<>();
        if (place == Place.IN_REPLY_TO && token != Token.NONE) {
            answered.add("<" + written + ".1" + nonce + "@example.com>");
        }
        if (pointer == Pointer.STOLEN_IN_REPLY_TO) {
            answered.add("<" + firstMessageId() + ">");
        }
        letter = answered.isEmpty() ? letter : letter.with("In-Reply-To: " + String.join(" ", answered));
        letter = pointer == Pointer.REFERENCES ? letter.with("References: <" + firstMessageId() + ">") : letter;
        List<String> headers = new ArrayList<>(results());
        headers.addAll(letter.headers());
        return new Letter(headers, letter.body()).raw("");
    }

    private List<String> results() {
        String own = "dmarc=pass header.from=" + from().domain();
        return switch (vouched) {
            case NOBODY_ASKED, NO_HEADER -> List.of();
            case PASS -> List.of("Authentication-Results: " + TRUSTED + "; " + own);
            case PASS_OF_UNTRUSTED -> List.of("Authentication-Results: mx.elsewhere.example.org; " + own);
            case FAIL -> List.of("Authentication-Results: " + TRUSTED + "; " + own.replace("pass", "fail"));
            case FORGED_BELOW ->
                List.of(
                        "Authentication-Results: " + TRUSTED + "; " + own.replace("pass", "fail"),
                        "Authentication-Results: " + TRUSTED + "; " + own);
        };
    }
}
