package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.Occasion;
import org.postroom.intake.Office;
import org.postroom.mail.EmailAddress;
import org.postroom.storm.Storm;
import org.postroom.storm.WithheldAnswer;

class StormPagesTest {
    private static final Limit DOMAIN = new Limit("domain:crowd.example.net", 100, Duration.ofHours(1));
    private static final Limit SUPPORT = new Limit("department:support", 200, Duration.ofHours(1));
    private static final Limit SALES = new Limit("department:sales", 200, Duration.ofHours(1));

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void conf() {
        office.mail().conf(SampleCompany.organisationWithAdmin());
        office.mail().carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void showsALineOnEachPageToThoseWhoLookAfterADepartmentThatIsConcerned() {
        assertThat(office.as(SampleCompany.ANNA).page("/tickets")).doesNotContain("held back");
        withheld(DOMAIN, SampleCompany.SUPPORT);
        withheld(DOMAIN, SampleCompany.SUPPORT);
        String link = "/storms/" + storm(DOMAIN).id();

        assertThat(office.as(SampleCompany.ANNA).page("/tickets"))
                .contains("Automatic answers are held back, 2 so far, since")
                .contains(link);
        assertThat(office.as(SampleCompany.DORA).page("/tickets")).contains(link);
        assertThat(office.as(SampleCompany.BEN).page("/tickets")).doesNotContain("held back", "/storms");

        withheld(SALES, SampleCompany.SALES);
        assertThat(office.as(SampleCompany.DORA).page("/tickets")).contains("held back by 2 limits");
        assertThat(office.as(SampleCompany.ANNA).page("/tickets")).contains("2 so far");
    }

    @Test
    void showsNoLineForACustomerWhoWroteALittleTooOften() {
        Limit carl = new Limit("address:carl@customer.example.org", 3, Duration.ofMinutes(30));
        for (int i = 0; i < 9; i++) {
            withheld(carl, SampleCompany.SUPPORT);
        }
        assertThat(office.as(SampleCompany.ANNA).page("/tickets")).doesNotContain("held back");
        assertThat(office.as(SampleCompany.ANNA).page("/storms")).contains("carl@customer.example.org");

        withheld(carl, SampleCompany.SUPPORT);
        assertThat(office.as(SampleCompany.ANNA).page("/tickets"))
                .contains("Automatic answers are held back, 10 so far, since");
    }

    @Test
    void listsWhatWasHeldBackOfOnesOwnDepartmentsAlone() {
        withheld(DOMAIN, SampleCompany.SUPPORT);
        withheld(DOMAIN, SampleCompany.SALES);
        withheld(SALES, SampleCompany.SALES);
        String page = "/storms/" + storm(DOMAIN).id();

        assertThat(office.as(SampleCompany.ANNA).page("/storms"))
                .contains("crowd.example.net", page)
                .doesNotContain("/storms/" + storm(SALES).id());
        assertThat(office.as(SampleCompany.ANNA).page(page))
                .contains("SUP-1001", "for-support@example.net", "has had 100 automatic answers within 60 minutes")
                .doesNotContain("for-sales@example.net");
        assertThat(office.as(SampleCompany.DORA).page(page))
                .contains("for-support@example.net", "for-sales@example.net");
        assertThat(office.as(SampleCompany.ANNA)
                        .get("/storms/" + storm(SALES).id())
                        .statusCode())
                .isEqualTo(404);
        assertThat(office.as(SampleCompany.ANNA).get("/storms/x").statusCode()).isEqualTo(404);
    }

    @Test
    void letsAdministratorsReleaseAnyAndManagersTheirDepartments() {
        withheld(DOMAIN, SampleCompany.SUPPORT);
        withheld(SUPPORT, SampleCompany.SUPPORT);
        String domain = "/storms/" + storm(DOMAIN).id();
        String support = "/storms/" + storm(SUPPORT).id();

        assertThat(office.as(SampleCompany.ANNA).page(domain)).doesNotContain("/release");
        assertThat(office.as(SampleCompany.ANNA)
                        .post(domain + "/release", "answers", "send")
                        .statusCode())
                .isEqualTo(404);
        assertThat(office.as(SampleCompany.ANNA).page(support)).contains("/release");
        assertThat(office.as(SampleCompany.ANNA)
                        .post(support + "/release", "answers", "drop")
                        .statusCode())
                .isEqualTo(303);
        assertThat(office.as(SampleCompany.ANNA).page(support)).contains("Not sent", "Over", "anna");
        assertThat(office.as(SampleCompany.DORA)
                        .post(domain + "/release", "answers", "send")
                        .statusCode())
                .isEqualTo(303);
        assertThat(office.as(SampleCompany.DORA).page(domain)).contains("Will be sent");
        assertThat(office.as(SampleCompany.DORA).page("/tickets")).doesNotContain("held back");
    }

    @Test
    void saysWhatIsMissingAndWhatIsDoneAlready() {
        withheld(DOMAIN, SampleCompany.SUPPORT);
        String release = "/storms/" + storm(DOMAIN).id() + "/release";

        assertThat(office.as(SampleCompany.DORA)
                        .post(release, "answers", "both")
                        .statusCode())
                .isEqualTo(400);
        office.as(SampleCompany.DORA).post(release, "answers", "send");
        assertThat(office.as(SampleCompany.DORA)
                        .post(release, "answers", "send")
                        .body())
                .contains("It is over, and all of it is decided.");
    }

    @Test
    void saysWhenThereIsNone() {
        assertThat(office.as(SampleCompany.ANNA).page("/storms")).contains("No storm");
    }

    private void withheld(Limit limit, DepartmentId department) {
        Office mail = office.mail();
        WithheldAnswer.Wish wish = new WithheldAnswer.Wish(
                EmailAddress.of("for-" + department + "@example.net"),
                department,
                mail.ticket("SUP-1001").id(),
                Optional.empty(),
                Occasion.NEW_TICKET);
        mail.database()
                .change(transaction -> mail.stores().storms().withheld(transaction, limit, wish, mail.clock.instant()));
    }

    private Storm storm(Limit limit) {
        return office.mail()
                .database()
                .<Optional<Storm>>read(
                        transaction -> office.mail().stores().storms().latest(transaction, limit.key()))
                .orElseThrow();
    }
}
