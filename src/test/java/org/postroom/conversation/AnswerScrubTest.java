package org.postroom.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.CommandReader;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.quote.QuoteSplitter;
import org.postroom.mail.quote.ReplyMarker;

class AnswerScrubTest {
    private static final List<EmailAddress> AGENTS =
            List.of(EmailAddress.of("anna.private@example.net"), EmailAddress.of("ben+work@example.org"));
    private static final String CUSTOMERS = "Hello,\nmy printer has been smoking since the update of last Tuesday,\n"
            + "and it smells. What shall I do?\n\nCarla";
    private static final String COMMENT = "Careful, this customer has not paid a single invoice this year.\nok";
    private static final String TOKEN = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnop";
    private static final AnswerScrub SCRUB = new AnswerScrub(AGENTS, List.of(CUSTOMERS), List.of(COMMENT));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Please switch it off and on again.\n\nBest regards\nAnna",
                "> and it smells. What shall I do?\nOpen a window.",
                "> my printer has been smoking since\n> the update of last Tuesday\n\nThat is known.",
                "Ok.\nFrom: Monday\nthe printer works.",
                "Write to support@example.com or joanna.private@example.net.example",
                "See https://example.com/help?to=anna and call 555-0100 (x-ray: no).",
                "Subject: see above"
            })
    void letsPassWhatAnAgentWritesToACustomer(String text) {
        assertThat(SCRUB.judge(text)).isEqualTo(new AgentAnswer.Clean(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write to anna.private@example.net",
                "ANNA.Private@Example.NET",
                "mailto:anna.private@example.net?subject=x",
                "anna.private @ example.net",
                "anna.private(at)example.net",
                "anna.private%40example.net",
                "anna.private@\nexample.net",
                "anna.pri\u200bvate@example.net",
                "anna.private＠example.net",
                "anna.private+lists@example.net",
                "> anna.pri\n> vate@example.net",
                "ben@example.org",
                "ben+work@example.org"
            })
    void findsPrivateAddressesHoweverWritten(String text) {
        assertThat(reasons(text)).anyMatch(reason -> reason.contains("private address"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<" + TOKEN + ".123@example.com>",
                "support+" + TOKEN + "@example.com",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOP"
            })
    void findsTokens(String text) {
        assertThat(reasons(text)).contains("It holds a reply token.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://help.example.com/view/4nGgI0XZy6vTkPq1mB7cWd2sLr9uEhJa3fKo5xNtQiw",
                "> see /vi\u200bew/4nGgI0XZy6vTkPq1mB7cWd2sLr9uEhJa3fKo5xNtQiw."
            })
    void findsLinksOfCustomersToThePage(String text) {
        assertThat(reasons(text)).contains("It holds a customer's link to the page.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\n" + ReplyMarker.TEXT + "\ny", "> ##- Bitte antworten Sie oberhalb\n> dieser Zeile -##"})
    void findsTheNotice(String text) {
        assertThat(reasons(text)).contains("Our notice is still in it.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Postroom <support@example.com>\nSent: Monday",
                "> Von: Postroom\n> Gesendet: Montag\n> An: Anna",
                "*De :* Postroom\n*Envoyé :* lundi\n*Objet :* imprimante",
                "Message-ID: <1@example.com>",
                "X-Mailer: something"
            })
    void findsHeadersOfMails(String text) {
        assertThat(reasons(text)).contains("It holds the header of a mail.");
    }

    @Test
    void findsWordsOfInternalCommentsHoweverWrapped() {
        assertThat(reasons("FYI: Careful, this customer has not paid\na single invoice this year."))
                .containsExactly("It holds what only agents may see.");
    }

    @Test
    void quotesMustBeFromWhatTheCustomerHasSeen() {
        assertThat(reasons("> Carla is in debt\nNo.")).containsExactly("It quotes what the customer has not seen.");
    }

    @Test
    void whatTheCustomerWroteIsNoSecretEvenIfACommentHoldsItToo() {
        AnswerScrub scrub = new AnswerScrub(AGENTS, List.of(CUSTOMERS), List.of("She says:\n" + CUSTOMERS));
        assertThat(scrub.judge("As you say: my printer has been smoking since the update of last Tuesday,"))
                .isInstanceOf(AgentAnswer.Clean.class);
    }

    @Test
    void takesOutControlCharacters() {
        assertThat(SCRUB.judge("a\u0000b\u001b[31m\r\nc\td")).isEqualTo(new AgentAnswer.Clean("ab[31m\nc\td"));
    }

    /** Whole mails as agents' programs send them, taken apart as intake does. */
    @Test
    void nothingPrivateOfRandomMailsIsEverClean() {
        int clean = 0;
        int rounds = 2_000;
        for (int seed = 0; seed < rounds; seed++) {
            String mail = new RandomMail(new Random(seed)).text();
            String newText = QuoteSplitter.split(mail).newText();
            AgentAnswer answer = SCRUB.judge(CommandReader.read(newText).text());
            if (answer instanceof AgentAnswer.Clean(String text)) {
                clean++;
                String seen = text.toLowerCase(Locale.ROOT);
                assertThat(seen)
                        .as("seed %s:%n%s", seed, mail)
                        .doesNotContain("private@example", "ben@example.org", TOKEN, "##-", "invoice", "message-id:")
                        .doesNotContain("in-reply-to", "commands, each on a line", "department: support");
            }
        }
        assertThat(clean).isBetween(rounds / 4, rounds * 9 / 10);
    }

    private static List<String> reasons(String text) {
        AgentAnswer answer = SCRUB.judge(text);
        assertThat(answer).as(text).isInstanceOf(AgentAnswer.Suspicious.class);
        return ((AgentAnswer.Suspicious) answer).reasons();
    }

    /** An answer to a notice, by one of many programs, with or without a slip. */
    private record RandomMail(Random random) {
        private static final String NOTICE =
                ReplyMarker.TEXT + "\n\nA reply to this mail goes to Carla.\n\nPlease note:\n"
                        + "- " + COMMENT + "\n\nCarla wrote on Monday:\n\n" + CUSTOMERS + "\n\n"
                        + "-".repeat(70) + "\nTicket: SUP-1042, active, not assigned\nDepartment: Support\n"
                        + "Commands, each on a line of its own above your text: #take  #assign name\n";

        String text() {
            String answer = commands() + words() + slip() + words() + signature();
            return switch (random.nextInt(5)) {
                case 0 -> answer;
                case 1 ->
                    answer + "\nOn Mon, 3 Mar 2025 at 09:00, Support <support+" + TOKEN + "@example.com> wrote:\n"
                            + quoted(NOTICE);
                case 2 ->
                    answer + "\n________________________________\nFrom: Support <support@example.com>\n"
                            + "Sent: Monday, March 3, 2025 9:00 AM\nTo: Anna <anna.private@example.net>\n"
                            + "Subject: [SUP-1042] The printer\n\n" + NOTICE;
                case 3 -> quoted(NOTICE) + "\n" + answer;
                default -> answer + "\n" + NOTICE;
            };
        }

        private String commands() {
            return pick("", "", "#close\n", "#Take\n\n#close\n");
        }

        private String words() {
            StringBuilder words = new StringBuilder();
            for (int n = random.nextInt(4); n > 0; n--) {
                words.append(pick(
                        "Please switch it off.\n",
                        "\n",
                        "Does it still smell?\n",
                        "> and it smells. What shall I do?\n\nOpen a window.\n",
                        "We send you a new one on Monday: free of charge.\n"));
            }
            return words.toString();
        }

        private String slip() {
            return pick(
                    "",
                    "",
                    "",
                    "Write to me: anna.private@example.net\n",
                    "<" + TOKEN.toUpperCase(Locale.ROOT) + ".5@example.com>\n",
                    "Message-ID: <5@example.com>\n",
                    "> " + COMMENT.replace("\n", "\n> ") + "\n",
                    COMMENT + "\n",
                    NOTICE);
        }

        private String signature() {
            return pick(
                    "",
                    "\nBest regards\nAnna\n",
                    "\n-- \nAnna Berg\nanna.private@example.net\n",
                    "\nBest regards\nAnna Berg | anna.private@example.net | 555-0100\n",
                    "\nSent from my phone\n");
        }

        private String pick(String... choices) {
            return choices[random.nextInt(choices.length)];
        }

        private static String quoted(String text) {
            return Stream.of(text.split("\n", -1))
                            .map(line -> "> " + line)
                            .reduce((one, next) -> one + "\n" + next)
                            .orElse("")
                    + "\n";
        }
    }
}
