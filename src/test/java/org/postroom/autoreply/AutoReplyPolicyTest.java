package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.autoreply.AutoReplyDecision.Send;
import org.postroom.autoreply.AutoReplyDecision.Withhold;
import org.postroom.autoreply.AutoReplyFacts.Sender;
import org.postroom.autoreply.AutoReplyFacts.Verdict;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.IncomingMail.ReturnPath;
import org.postroom.template.TemplateName;

class AutoReplyPolicyTest {
    private static final EmailAddress CLARA = EmailAddress.of("clara@example.org");
    private static final Verdict PERSON = new Verdict(true, "Nothing says that a program sent it");
    private static final Sender SENDER = new Sender(Optional.of(CLARA), new ReturnPath.Of(CLARA), false);

    @ParameterizedTest
    @CsvSource({
        "NEW_TICKET, true, auto-response",
        "NEW_TICKET, false, auto-response-closed",
        "NEW_TICKETS_NOT_ALLOWED, true, rejected-policy",
        "NEW_TICKETS_NOT_ALLOWED, false, rejected-policy",
        "TICKET_LOCKED, true, rejected-lock",
    })
    void answersEachOccasionWithItsMail(Occasion occasion, boolean open, String template) {
        AutoReplyFacts facts = new AutoReplyFacts(occasion, PERSON, SENDER, AutoReplySettings.DEFAULT, open);

        assertThat(AutoReplyPolicy.decide(facts))
                .isEqualTo(new Send(TemplateName.ofFileName(template).orElseThrow(), CLARA));
    }

    @Test
    void answersNoReplyOnATicket() {
        assertThat(decide(Occasion.REPLY, PERSON, SENDER, AutoReplySettings.DEFAULT))
                .isInstanceOf(Withhold.class);
    }

    @Test
    void answersNoAutomaticMailAndRepeatsTheReason() {
        Verdict robot = new Verdict(false, "Auto-Submitted: auto-replied (RFC 3834 section 5)");

        assertThat(decide(Occasion.NEW_TICKET, robot, SENDER, AutoReplySettings.DEFAULT))
                .isEqualTo(new Withhold("Auto-Submitted: auto-replied (RFC 3834 section 5)"));
    }

    @Test
    void answersNoNullReturnPath() {
        assertThat(withheld(new Sender(Optional.of(CLARA), new ReturnPath.Null(), false)))
                .contains("Return-Path is empty");
    }

    @Test
    void answersNoMailOfOurOwn() {
        assertThat(withheld(new Sender(Optional.of(CLARA), new ReturnPath.Of(CLARA), true)))
                .contains("our own");
    }

    @Test
    void answersNobodyWhenThereIsNoSender() {
        assertThat(withheld(new Sender(Optional.empty(), new ReturnPath.Unknown(), false)))
                .contains("names no sender");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noreply@example.org",
                "no-reply@example.org",
                "No_Reply@example.org",
                "donotreply@example.org",
                "do-not-reply@example.org",
                "shop-noreply@example.org",
                "noreply-shop@example.org",
                "noreply+123@example.org",
                "MAILER-DAEMON@example.org",
                "postmaster@example.org",
                "bounce-123@example.org",
                "bounces+1=2@example.org",
                "owner-list@example.org",
                "list-request@example.org",
                "list-bounces@example.org",
                "list-owner@example.org",
                "listserv@example.org",
                "majordomo@example.org",
                "never-reply@example.org",
                "nobody@example.org"
            })
    void answersNoAddressThatNobodyReads(String address) {
        EmailAddress robot = EmailAddress.of(address);

        assertThat(withheld(new Sender(Optional.of(robot), new ReturnPath.Unknown(), false)))
                .contains("Nobody reads");
        assertThat(withheld(new Sender(Optional.empty(), new ReturnPath.Of(robot), false)))
                .contains("Nobody reads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nora.replys@example.org",
                "noel@example.org",
                "bouncer@example.org",
                "owner@example.org",
                "reply@example.org",
                "request@example.org",
                "noah.reply@example.org"
            })
    void answersPeopleWhoseNamesOnlyLookLikeThat(String address) {
        EmailAddress person = EmailAddress.of(address);

        assertThat(decide(
                        Occasion.NEW_TICKET,
                        PERSON,
                        new Sender(Optional.of(person), new ReturnPath.Unknown(), false),
                        AutoReplySettings.DEFAULT))
                .isInstanceOf(Send.class);
    }

    @ParameterizedTest
    @CsvSource({
        // A forged From: whoever set the envelope gets the answer, not the stranger
        "clara@example.org, mallory@example.net, mallory@example.net",
        // A tag in the envelope of the same domain: the person gets it
        "clara@example.org, clara-tag=123@example.org, clara@example.org",
        "clara@example.org, b-17@mail.example.org, clara@example.org",
        "clara@mail.example.org, b-17@example.org, clara@mail.example.org",
        "clara@example.org, x@notexample.org, x@notexample.org",
        "clara@example.org, mallory@org, mallory@org",
    })
    void answersToTheReturnPathUnlessItIsOfTheSameDomain(String from, String path, String to) {
        Sender sender = new Sender(Optional.of(EmailAddress.of(from)), new ReturnPath.Of(EmailAddress.of(path)), false);

        assertThat(decide(Occasion.NEW_TICKET, PERSON, sender, AutoReplySettings.DEFAULT))
                .isEqualTo(new Send(TemplateName.AUTO_RESPONSE, EmailAddress.of(to)));
    }

    @Test
    void answersToFromWhenTheServerNotesNoReturnPath() {
        assertThat(decide(
                        Occasion.NEW_TICKET,
                        PERSON,
                        new Sender(Optional.of(CLARA), new ReturnPath.Unknown(), false),
                        AutoReplySettings.DEFAULT))
                .isEqualTo(new Send(TemplateName.AUTO_RESPONSE, CLARA));
    }

    @Test
    void sendsNothingForADepartmentThatWantsNone() {
        AutoReplySettings off = new AutoReplySettings(false, Set.of(), AutoReplySettings.SubjectStyle.KEEP);

        assertThat(decide(Occasion.NEW_TICKET, PERSON, SENDER, off)).isInstanceOf(Withhold.class);
    }

    @Test
    void answersWhatAnAgentForwardedUnlessTheDepartmentWantsNot() {
        AutoReplySettings off = new AutoReplySettings(true, Set.of(), false, AutoReplySettings.SubjectStyle.KEEP);

        assertThat(decide(Occasion.FORWARDED, PERSON, SENDER, AutoReplySettings.DEFAULT))
                .isEqualTo(new Send(TemplateName.AUTO_RESPONSE, CLARA));
        assertThat(decide(Occasion.FORWARDED, PERSON, SENDER, off)).isInstanceOf(Withhold.class);
        assertThat(decide(Occasion.NEW_TICKET, PERSON, SENDER, off)).isInstanceOf(Send.class);
    }

    @Test
    void leavesOutASingleMailThatIsSwitchedOff() {
        AutoReplySettings settings = without(TemplateName.REJECTED_POLICY);

        assertThat(decide(Occasion.NEW_TICKETS_NOT_ALLOWED, PERSON, SENDER, settings))
                .isEqualTo(new Withhold("The mail 'rejected-policy' is switched off for this department"));
        assertThat(decide(Occasion.NEW_TICKET, PERSON, SENDER, settings)).isInstanceOf(Send.class);
    }

    @Test
    void sendsTheUsualTextAtAllHoursWithoutOneForClosedHours() {
        AutoReplyFacts facts = new AutoReplyFacts(
                Occasion.NEW_TICKET, PERSON, SENDER, without(TemplateName.AUTO_RESPONSE_CLOSED), false);

        assertThat(AutoReplyPolicy.decide(facts)).isEqualTo(new Send(TemplateName.AUTO_RESPONSE, CLARA));
    }

    private static AutoReplySettings without(TemplateName template) {
        return new AutoReplySettings(true, Set.of(template), AutoReplySettings.SubjectStyle.KEEP);
    }

    private static String withheld(Sender sender) {
        AutoReplyDecision decision = decide(Occasion.NEW_TICKET, PERSON, sender, AutoReplySettings.DEFAULT);
        assertThat(decision).isInstanceOf(Withhold.class);
        return ((Withhold) decision).reason();
    }

    private static AutoReplyDecision decide(
            Occasion occasion, Verdict verdict, Sender sender, AutoReplySettings settings) {
        return AutoReplyPolicy.decide(new AutoReplyFacts(occasion, verdict, sender, settings, true));
    }
}
