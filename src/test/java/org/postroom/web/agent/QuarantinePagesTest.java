package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Disposition;
import org.postroom.intake.Findings;
import org.postroom.intake.Receipt;
import org.postroom.mail.Bytes;

class QuarantinePagesTest {
    private static final String MAIL = "From: eve@example.org\r\nSubject: <script>alert(1)</script>\r\n\r\nHello\r\n";

    private final PageOffice office = new PageOffice();

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void saysWhenNothingIsSetAside() {
        assertThat(office.as(SampleCompany.ANNA).page("/quarantine")).contains("Nothing is set aside");
    }

    @Test
    void listsWhatIsSetAsideWithTheReason() {
        Receipt receipt = setAside(SampleCompany.SUPPORT, "IllegalStateException: <b>Nobody</b> thought of this");

        assertThat(office.as(SampleCompany.ANNA).page("/quarantine"))
                .contains("href=\"/quarantine/" + receipt.id() + "\"", "Acme Support", MAIL.length() + " B")
                .contains("IllegalStateException: &lt;b&gt;Nobody&lt;/b&gt; thought of this");
    }

    @Test
    void givesTheLastDecisionAsTheReasonOfWhatWasSetAsideAtOnce() {
        Receipt receipt = office.mail().fetched(SampleCompany.SUPPORT, Bytes.of(MAIL));
        office.mail()
                .database()
                .change(transaction -> office.mail()
                        .stores()
                        .spool()
                        .finish(
                                transaction,
                                receipt.id(),
                                Receipt.End.of(
                                        Disposition.QUARANTINED,
                                        Optional.empty(),
                                        Optional.empty(),
                                        "It was read\nIt holds nothing to file"),
                                Findings.NONE));

        assertThat(office.as(SampleCompany.ANNA).page("/quarantine")).contains("It holds nothing to file");
    }

    @Test
    void showsAMailsTraceAndItsBeginningAsText() {
        Receipt receipt = setAside(SampleCompany.SUPPORT, "It could not be read");

        assertThat(office.as(SampleCompany.ANNA).page("/quarantine/" + receipt.id()))
                .contains("It could not be read", "Subject: &lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("imap://support@mail.example.org:993/inbox")
                .doesNotContain("<script>alert");
    }

    @Test
    void givesTheMailAsItCameToBeSaved() {
        Receipt receipt = setAside(SampleCompany.SUPPORT, "It could not be read");

        HttpResponse<byte[]> raw = office.as(SampleCompany.ANNA).download("/quarantine/" + receipt.id() + "/raw");

        assertThat(raw.body()).isEqualTo(Bytes.of(MAIL).toArray());
        assertThat(raw.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment; filename=\"" + receipt.id() + ".eml\"");
        assertThat(raw.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
    }

    @Test
    void processesAMailAnewAndTellsTheWorker() {
        Receipt receipt = setAside(SampleCompany.SUPPORT, "It could not be read");

        HttpResponse<String> answer = office.as(SampleCompany.ANNA).post("/quarantine/" + receipt.id() + "/retry");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/quarantine?done=mail-released");
        assertThat(office.spooled()).isEqualTo(1);
        office.mail().work();

        assertThat(office.mail().receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.DONE);
        assertThat(office.mail().tickets()).hasSize(1);
        assertThat(office.as(SampleCompany.ANNA)
                        .get("/quarantine/" + receipt.id())
                        .statusCode())
                .as("it is not set aside any more")
                .isEqualTo(404);
    }

    @Test
    void givesAMailToATicketAsItIs() {
        Receipt receipt = setAside(SampleCompany.SUPPORT, "It could not be read");
        AgentBrowser anna = office.as(SampleCompany.ANNA);
        assertThat(anna.post(path(receipt) + "/release", "ticket", "SUP-4711").body())
                .contains("There is no such ticket, or you must not write on it.", "SUP-4711");

        HttpResponse<String> answer = anna.post(path(receipt) + "/release", "ticket", "");
        assertThat(answer.statusCode()).isEqualTo(303);
        String number = office.mail().tickets().getFirst().number().toString();
        assertThat(answer.headers().firstValue("Location")).contains("/tickets/" + number + "?done=mail-given");
        assertThat(anna.page("/tickets/" + number + "?done=mail-given"))
                .contains("The mail is on its ticket now.", "without being read", "mail.eml");
        assertThat(office.mail().receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.DONE);
    }

    @Test
    void givesAMailToNoTicketThatItsAgentMustNotWriteOn() {
        Receipt receipt = setAside(SampleCompany.SUPPORT, "It could not be read");
        Receipt other = office.mail().arrives(SampleCompany.SALES, Bytes.of("From: carl@example.org\r\n\r\nHi"));
        String number = office.mail().tickets().getFirst().number().toString();
        assertThat(office.as(SampleCompany.ANNA)
                        .post(path(receipt) + "/release", "ticket", number)
                        .body())
                .contains("There is no such ticket, or you must not write on it.");
        assertThat(office.mail().receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
        assertThat(other.isPending()).isFalse();
    }

    @Test
    void isNotForAgentsWhoLookAfterNoDepartment() {
        Receipt receipt = setAside(SampleCompany.SUPPORT, "It could not be read");
        AgentBrowser ben = office.as(SampleCompany.BEN);

        for (String path : List.of("/quarantine", path(receipt), path(receipt) + "/raw")) {
            HttpResponse<String> answer = ben.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).doesNotContain("eve@", "could not be read");
        }
        assertThat(ben.post(path(receipt) + "/retry").statusCode()).isEqualTo(403);
        assertThat(ben.post(path(receipt) + "/release").statusCode()).isEqualTo(403);
        assertThat(office.mail().receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);
    }

    @Test
    void showsManagersNothingOfOtherDepartmentsAndAdminsAll() {
        Receipt receipt = setAside(SampleCompany.SALES, "It could not be read");
        AgentBrowser anna = office.as(SampleCompany.ANNA);

        assertThat(anna.page("/quarantine")).doesNotContain("could not be read");
        assertThat(anna.get(path(receipt)).statusCode()).isEqualTo(404);
        assertThat(anna.get(path(receipt) + "/raw").statusCode()).isEqualTo(404);
        assertThat(anna.post(path(receipt) + "/retry").statusCode()).isEqualTo(404);
        assertThat(office.mail().receipt(receipt.id()).work().state()).isEqualTo(Receipt.State.QUARANTINED);

        office.mail().conf(SampleCompany.organisationWithAdmin());
        assertThat(office.as(SampleCompany.DORA).page("/quarantine")).contains("could not be read");
    }

    @Test
    void givesNoMailThatWasProcessed() {
        Receipt receipt = office.mail().carlWrites();
        AgentBrowser anna = office.as(SampleCompany.ANNA);

        assertThat(anna.get(path(receipt)).statusCode()).isEqualTo(404);
        assertThat(anna.get(path(receipt) + "/raw").statusCode()).isEqualTo(404);
    }

    @Test
    void pagesWhatIsMoreThanAHundred() {
        for (int i = 0; i < 101; i++) {
            setAside(SampleCompany.SUPPORT, "Reason " + i + ".", MAIL + i);
        }
        AgentBrowser anna = office.as(SampleCompany.ANNA);

        assertThat(anna.page("/quarantine"))
                .contains("Reason 100.", "Reason 1.", "/quarantine?page=1")
                .doesNotContain("Reason 0.");
        assertThat(anna.page("/quarantine?page=1")).contains("Reason 0.").doesNotContain("Reason 1.", "rel=\"next\"");
    }

    @Test
    void speaksGerman() {
        Receipt receipt = setAside(SampleCompany.SUPPORT, "It could not be read");
        AgentBrowser anna = office.german(SampleCompany.ANNA);

        assertThat(anna.page("/quarantine")).contains("Quarantäne", "Warum sie hier ist");
        assertThat(anna.page(path(receipt))).contains("Noch einmal versuchen", "Wie sie beginnt");
    }

    private static String path(Receipt receipt) {
        return "/quarantine/" + receipt.id();
    }

    private Receipt setAside(DepartmentId department, String reason) {
        return setAside(department, reason, MAIL);
    }

    private Receipt setAside(DepartmentId department, String reason, String mail) {
        Receipt receipt = office.mail().fetched(department, Bytes.of(mail));
        office.mail()
                .database()
                .change(transaction -> office.mail().stores().spool().quarantine(transaction, receipt.id(), reason));
        return receipt;
    }
}
