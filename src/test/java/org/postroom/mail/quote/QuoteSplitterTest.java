package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.parse.ReadLimits;
import org.postroom.mail.quote.Segment.Kind;
import org.postroom.testing.CpuTime;

class QuoteSplitterTest {

    private static final List<String> PIECES = List.of(
            "Hello there",
            "On Mon, 3 Feb 2025 at 10:11, Anna Example <anna@example.org> wrote:",
            "Am 03.02.2025 um 10:11 schrieb Anna Example:",
            "> quoted",
            ">> deeper",
            "",
            "-- ",
            "--",
            "-----Original Message-----",
            "From: Anna <anna@example.org>",
            "Sent: Monday, February 3, 2025 10:11 AM",
            "To: support@example.com",
            "Subject: printer",
            "Sent from my iPhone",
            ReplyMarker.TEXT,
            "> " + ReplyMarker.TEXT,
            "________________________________",
            "wrote:",
            "<anna@example.org>",
            "\t",
            "\u200e\u00a0",
            "reply On Wed, Apr 4, 2012 at 3:59 PM, bob@example.com wrote:");

    @Test
    void losesNothingWhateverTheText() {
        long seed = 20250203;
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String text = IntStream.range(0, random.nextInt(14))
                    .mapToObj(line ->
                            PIECES.get(random.nextInt(PIECES.size())) + (random.nextInt(9) == 0 ? "\r\n" : "\n"))
                    .collect(Collectors.joining());
            String cut = text.substring(0, random.nextInt(text.length() + 1));
            assertThat(together(QuoteSplitter.split(cut)))
                    .as("seed %d, text %d", seed, i)
                    .isEqualTo(cut);
        }
    }

    private static String together(SplitText split) {
        return split.segments().stream().map(Segment::text).collect(Collectors.joining());
    }

    @Test
    void tellsNewTextHistoryAndSignatureApart() {
        SplitText split = QuoteSplitter.split(
                "It prints again.\n\n-- \nBob Example\n\nOn Mon, 3 Feb 2025 at 10:11, Anna <anna@example.org>\nwrote:\n\n> Does it print?\n");
        assertThat(split.newText()).isEqualTo("It prints again.");
        assertThat(split.signature()).isEqualTo("-- \nBob Example");
        assertThat(split.quoted()).startsWith("On Mon").endsWith("> Does it print?");
        assertThat(split.segments()).extracting(Segment::kind).containsExactly(Kind.NEW, Kind.SIGNATURE, Kind.QUOTED);
    }

    @Test
    void keepsAnswersBetweenQuotesWithWhatTheyAnswer() {
        SplitText split = QuoteSplitter.split(
                "On 3 Feb 2025, at 10:11, Anna <anna@example.org> wrote:\n> First?\n\nYes.\n\n> Second?\n\nNo.\n\n> Bye\n");
        assertThat(split.newText()).isEqualTo("Yes.\n\n> Second?\n\nNo.");
    }

    @Test
    void showsAllWhenNextToNothingWouldRemain() {
        String text = "> all of it\n> is quoted\n\n--\n";
        assertThat(QuoteSplitter.split(text).newText()).isEqualTo(text.strip());
    }

    @Test
    void foldsEverythingBelowOurMarker() {
        assertThat(QuoteSplitter.split("Thanks!\n\n" + ReplyMarker.TEXT + "\n\nYour ticket SUP-1 is new.\n")
                        .newText())
                .isEqualTo("Thanks!");
    }

    @Test
    void foldsBelowALineBetweenDashesInAnyLanguage() {
        assertThat(QuoteSplitter.split(
                                "Please look.\n\n---------- QIn ngeHta' ---------\nngeHwI': Anna <anna@example.org>\npoH: wa'\n\nDoes it print?\n")
                        .newText())
                .isEqualTo("Please look.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">>> Anna Example <anna@example.org> 2/3/2025 10:11 AM >>>",
                "Anna Example <anna@example.org> 03.02.2025 10:11 >>>",
                "--- On Tue, 2/3/25, Anna Example <anna@example.org> wrote:",
                "In a message dated 2/3/2025 10:11:12 A.M. Eastern Standard Time,\nanna@example.org writes:",
                "----- Forwarded message from Anna Example <anna@example.org> -----",
                "-------- Mensagem original --------De : Anna Example <anna@example.org> Data: 03/02/2025",
                "From: Anna Example [mailto:anna@example.org] Sent: Monday, February 3, 2025 To: support@example.com Subject: Print",
                "Begin forwarded message:\n\nFrom: Anna Example <anna@example.org>\nSubject: Print",
                "----- Reply above this line -----",
                "*** Bitte antworten Sie oberhalb dieser Zeile ***",
                "---- Anna Example wrote ----",
                "| From: | Anna Example <anna@example.org> |\n| To: | support@example.com |",
                "On Mon, Feb 3, 2025 at 10:11 AM Anna Example <\nanna@example.org>\nwrote:",
                "On Feb 3, 2025, Anna Example (Support)\n\n<anna@example.org> wrote:"
            })
    void foldsBelowWhatOtherProgramsWrite(String introduction) {
        assertThat(QuoteSplitter.split("It prints.\n\n" + introduction + "\n\nDoes it print?\n")
                        .newText())
                .isEqualTo("It prints.");
    }

    @Test
    void leavesPeoplesOwnWordsAlone() {
        for (String text : List.of(
                "On your machine you can run:\n\n    ls\n\nThat helps.",
                "I wrote:\n\n  print(1)\n\nand it failed.",
                "From: Berlin\nTo: Paris\n\nPlease book this.",
                "I spoke to Anna Example (anna@example.org) on 03.02.2025 at 10:11 and she told me the following:\n\nIt is broken.",
                "Name: Anna\nE-Mail: anna@example.org\nDate: 3.2.2025 10:11\n\nIt is broken.",
                "Prices:\n-- first\n-- second",
                "We need:\n\n--\n\nPlease send three units to our warehouse in Hull.\nWe pay on arrival.\n\nAnna",
                "One.\n--\nTwo\n--\nWhen does it come?",
                "Yes.\n\n--\nAnna\n\nPS: a second one for my sister.",
                "I need a ticket:\nFrom: London\nTo: Paris\nDate: 5 May\n\nCan you book it?",
                "Order 7\nDate: 5 May 2026\nFrom: Example Ltd\nTo: Anna\n\nWhere is it?",
                "What we never got had this header:\nFrom: shop@example.com\nTo: anna@example.org\nSubject: Order\n\nWhy?",
                "On 12 May 2026 Mr. Miller wrote:\n\"you get it back within 14 days\"\nI did not.",
                "Am 12.05.2026 schrieb mir Ihre Kollegin:\n\u201EEs kommt Ende Mai.\u201C\nEs kam nicht.",
                "Hello,\n\n________________________________\nPlease see https://example.org/order/7, the price is wrong.",
                "Please fill in:\n__________________________\nName: Anna\nE-Mail: anna@example.org",
                "Log:\n2025-02-03 10:11:12 started\n2025-02-03 10:11:13 stopped")) {
            assertThat(QuoteSplitter.split(text).newText()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, 3 Feb 2025 at 10:11, Anna <anna@example.org>:\n",
                "On Mon, 3 Feb 2025 at 10:11, Anna Example\n",
                "From: Anna <anna@example.org>\n\n",
                "--\n\n\n\n\n\n",
                "________________\n\nSent from my\n",
                "------ Message ------\n\n\n",
                ">>> Anna Example 10:11\nx\n"
            })
    void splitsTheLongestTextInTheTimeOfAMail(String line) {
        String text = line.repeat(ReadLimits.standard().textLength() / line.length());

        assertThat(time(text)).isLessThan(Duration.ofSeconds(10));
    }

    private static Duration time(String text) {
        return CpuTime.of(() -> assertThat(QuoteSplitter.split(text).segments()).isNotEmpty());
    }
}
