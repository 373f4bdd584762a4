package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.TicketState;

/** Carl's ticket SUP-1001 becomes part of others, on the page (SPEC C5). */
class MergePagesTest {
    private final PageOffice office = new PageOffice();

    @BeforeEach
    void open() {
        office.mail().carlWrites();
        office.mail().arrives(Letter.from("Dora <dora@example.net>", Office.SUPPORT, "Smoke", "Mine burns."));
        office.mail()
                .arrives(Letter.from("Carl Customer <" + Office.CARL + ">", Office.SUPPORT, "No paper", "It is empty.")
                        .id("second@customer.example.org"));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private WritingDesk ben() {
        return WritingDesk.of(office, SampleCompany.BEN);
    }

    private TicketState state() {
        return office.mail().ticket("SUP-1001").state();
    }

    @Test
    void offersTheCustomersOtherTickets() {
        String page = ben().page();
        String offered = page.substring(page.indexOf("<datalist"), page.indexOf("</datalist>"));
        assertThat(offered)
                .contains("<option value=\"SUP-1003\">No paper</option>")
                .doesNotContain("SUP-1002");
    }

    @Test
    void isDoneAtOnceWhereEverybodyTakesPartInBoth() {
        assertThat(place(ben().press("merge", "other", "sup-1003"))).isEqualTo("/tickets/SUP-1003?done=merged#end");
        AgentBrowser ben = office.as(SampleCompany.BEN);
        String page = ben.page("/tickets/SUP-1003");
        assertThat(page)
                .contains("It does not print.", "It is empty.", "let SUP-1001 become part of it")
                .contains("made it part of SUP-1003");
        assertThat(place(ben.get("/tickets/SUP-1001"))).isEqualTo("/tickets/SUP-1003");
        assertThat(ben.page("/tickets?state=all")).doesNotContain("SUP-1001");
        assertThat(ben.page("/tickets?text=sup-1001")).contains("SUP-1003").doesNotContain("SUP-1001");
    }

    @Test
    void asksBeforeAnybodyGetsWhatTheyDidNotGet() {
        WritingDesk desk = ben();
        HttpResponse<String> asked = desk.press("merge", "other", "SUP-1002");
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(desk.faults())
                .contains("carl@customer.example.org takes part in SUP-1001 only.", "Merge all the same");
        assertThat(asked.body()).contains("<input type=\"hidden\" name=\"other\" value=\"SUP-1002\">");
        assertThat(state()).isEqualTo(TicketState.ACTIVE);
        assertThat(place(desk.press("merge", "other", "SUP-1002", "confirmed", "yes")))
                .isEqualTo("/tickets/SUP-1002?done=merged#end");
        assertThat(office.mail().participants("SUP-1002")).contains(Office.CARL);
    }

    @Test
    void keepsWhatWasTypedWhenItIsRefused() {
        WritingDesk desk = ben();
        assertThat(desk.press("merge", "other", "SAL-7").statusCode()).isEqualTo(422);
        assertThat(desk.faults()).contains("There is no ticket SAL-7 that you may see.");
        assertThat(desk.page()).contains("value=\"SAL-7\"");
        assertThat(desk.press("merge", "other", "").statusCode()).isEqualTo(422);
        assertThat(desk.faults()).contains("Write the number of the ticket");
    }

    @Test
    void whatIsWrittenInAWindowFromBeforeIsKeptAndNotSent() {
        WritingDesk old = ben();
        assertThat(place(ben().press("merge", "other", "SUP-1003"))).isEqualTo("/tickets/SUP-1003?done=merged#end");
        HttpResponse<String> answer = old.send("answer", "text", "Have you tried turning it on?");
        assertThat(answer.statusCode()).isIn(409, 422);
        assertThat(answer.body())
                .contains("Ticket SUP-1001 was merged into SUP-1003.", "Have you tried turning it on?");
        assertThat(office.mail().articles("SUP-1003")).hasSize(2);
        assertThat(office.as(SampleCompany.BEN).page("/tickets/SUP-1003")).contains("Have you tried turning it on?");
    }

    @Test
    void whatIsSentAgainInAWindowFromBeforeIsInTheDraftOnce() {
        WritingDesk one = ben();
        WritingDesk other = ben();
        ben().press("merge", "other", "SUP-1003");
        String words = "Have you tried turning it on?";
        one.send("answer", "text", words);
        other.send("answer", "text", words);
        String page = office.as(SampleCompany.BEN).page("/tickets/SUP-1003");
        assertThat(page.split(Pattern.quote(words), -1)).as(page).hasSize(2);
    }

    @Test
    void pressedTwiceIsDoneAndPressedForAnotherTicketIsRefused() {
        WritingDesk one = ben();
        WritingDesk other = ben();
        one.press("merge", "other", "SUP-1003");
        assertThat(place(one.press("merge", "other", "SUP-1003"))).isEqualTo("/tickets/SUP-1003?done=merged#end");
        HttpResponse<String> refused = other.press("merge", "other", "SUP-1002");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(other.faults()).contains("Ticket SUP-1001 was merged into SUP-1003.");
    }

    @Test
    void whatIsTypedInAWindowFromBeforeIsADraftOfTheTicketThatIsLeft() {
        WritingDesk old = ben();
        ben().press("merge", "other", "SUP-1003");
        assertThat(old.save("answer", 1, "Half an ans").statusCode()).isEqualTo(200);
        assertThat(office.as(SampleCompany.BEN).page("/tickets/SUP-1003")).contains("Half an ans");
    }

    /** Dora's mail is older than Carl's last, so no article tells the page that she is there now. */
    @Test
    void asksInAWindowFromBeforeWhoeverWritesToThoseWhoCameSince() {
        office.mail()
                .arrives(
                        Letter.from("Carl <" + Office.CARL + ">", Office.SUPPORT, "Re: [SUP-1001] Broken", "And now?"));
        WritingDesk old = ben();
        mergeInto("SUP-1002", "SUP-1001");
        HttpResponse<String> asked = old.send("answer", "text", "Only for you, Carl.", "then", "stay");
        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(old.faults())
                .contains(
                        "SUP-1002 became part of this ticket in the meantime",
                        "dora@example.net joined in the meantime");
        assertThat(office.mail().queued(OutboundKind.ANSWER)).isEmpty();
        mergeInto("SUP-1003", "SUP-1001");
        HttpResponse<String> again = old.send("answer", "text", "For both of you.", "confirmed", "yes");
        assertThat(again.statusCode()).as("another came while one was asked").isEqualTo(409);
        assertThat(old.faults()).contains("SUP-1003 became part").doesNotContain("SUP-1002");
        assertThat(place(old.send("answer", "text", "For both of you.", "confirmed", "yes")))
                .isEqualTo("/tickets/SUP-1001?done=answered#end");
        assertThat(office.mail().queued(OutboundKind.ANSWER).getFirst().to())
                .containsExactly(Office.CARL, EmailAddress.of("dora@example.net"));
    }

    private void mergeInto(String from, String into) {
        HttpResponse<String> merged = office.as(SampleCompany.ANNA)
                .post("/tickets/" + from + "/merge", "latest", "", "other", into, "confirmed", "yes");
        assertThat(place(merged)).isEqualTo("/tickets/" + into + "?done=merged#end");
    }

    @Test
    void draftsGoAlong() {
        WritingDesk desk = ben();
        assertThat(desk.save("answer", 1, "Half an ans").statusCode()).isEqualTo(200);
        desk.press("merge", "other", "SUP-1003");
        assertThat(office.as(SampleCompany.BEN).page("/tickets/SUP-1003")).contains("Half an ans");
    }
}
