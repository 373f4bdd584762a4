package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.CARL;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.EmailAddress;
import org.postroom.ticket.HistoryLine;

class ProductByMailTest {
    private static final ProductId PRINTER = new ProductId("printer");
    private static final ProductId WEB_SHOP = new ProductId("web-shop");

    private final Office office = new Office();

    @BeforeEach
    void furnish() {
        Organisation usual = SampleCompany.organisation();
        office.conf(new Organisation(
                usual.brands(),
                usual.departments(),
                usual.agents(),
                List.of(
                        new Product(
                                PRINTER,
                                "Laser Printer",
                                Optional.of(SampleCompany.SUPPORT),
                                true,
                                Optional.of("printer"),
                                List.of(EmailAddress.of("help@example.com"))),
                        new Product(WEB_SHOP, "Web shop", Optional.empty(), true, Optional.of("shop"), List.of()),
                        new Product(
                                new ProductId("contract"),
                                "Contract",
                                Optional.of(SampleCompany.SALES),
                                true,
                                Optional.of("contract"),
                                List.of())),
                List.of()));
    }

    @AfterEach
    void close() {
        office.close();
    }

    private static Letter to(String address) {
        return Letter.from("Carl Customer <" + CARL + ">", address, "Broken", "It does not work.");
    }

    private Optional<ProductId> product() {
        return office.ticket("SUP-1001").product();
    }

    @ParameterizedTest
    @CsvSource({
        "support+printer@example.com, printer",
        "SUPPORT+Printer@Example.com, printer",
        "help@example.com, printer",
        "help+shop@example.com, web-shop",
        "support+shop@example.com, web-shop",
        "support+contract@example.com, ",
        "support+unknown@example.com, ",
        "sales+printer@example.com, ",
        "printer@example.net, ",
        "support@example.com, "
    })
    void theAddressTellsTheProduct(String address, String product) {
        office.arrives(to(address));
        assertThat(product()).isEqualTo(Optional.ofNullable(product).map(ProductId::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Delivered-To", "X-Original-To", "Envelope-To"})
    void whatTheMailServerNotedComesBeforeWhatTheCustomerWrote(String header) {
        Receipt receipt =
                office.arrives(to("support+shop@example.com").with(header + ": <support+printer@example.com>"));
        assertThat(product()).contains(PRINTER);
        assertThat(office.trace(receipt)).contains("About product printer, being sent to support+printer@example.com.");
    }

    @Test
    void aReplyTokenIsNoProductsWord() {
        office.arrives(to("support+printer@example.com"));
        office.agentAnswers(ANNA, "Plug it in.");
        Queued answer = office.lastTo(CARL);
        assertThat(answer.header("Reply-To").orElseThrow()).matches(".*support\\+[a-z2-7]{48}@example.com.*");
        office.arrives(Letter.answer("Carl Customer <" + CARL + ">", answer, "It is plugged in."));
        assertThat(office.tickets()).hasSize(1);
        assertThat(product()).contains(PRINTER);
    }

    @Test
    void aReplyToAnotherProductsAddressLeavesTheTicketsProductAsItIs() {
        office.arrives(to("support+printer@example.com"));
        office.agentAnswers(ANNA, "Plug it in.");
        office.arrives(Letter.answer("Carl Customer <" + CARL + ">", office.lastTo(CARL), "Done.")
                .with("Cc: support+shop@example.com"));
        assertThat(office.tickets()).hasSize(1);
        assertThat(product()).contains(PRINTER);
    }

    @ParameterizedTest
    @CsvSource({"#product shop, web-shop", "#Product Laser printer, printer", "#product web-shop, web-shop"})
    void anAgentSaysWhichProductItIs(String command, String product) {
        office.carlWrites();
        office.agentAnswers(ANNA, command);
        assertThat(product()).contains(new ProductId(product));
        assertThat(office.history("SUP-1001").getLast().detail()).isEqualTo("Is about product " + product);
    }

    @Test
    void anAgentTakesItOff() {
        office.arrives(to("support+printer@example.com"));
        office.agentAnswers(ANNA, "#product none");
        assertThat(product()).isEmpty();
        assertThat(office.history("SUP-1001").getLast().detail()).isEqualTo("Is about no product");
    }

    @Test
    void theSameProductAgainIsNothingToTell() {
        office.arrives(to("support+printer@example.com"));
        office.agentAnswers(ANNA, "#product printer");
        assertThat(office.events("SUP-1001")).doesNotContain("product-chosen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#product scanner  | There is no product \"scanner\". There are: printer, web-shop.",
                "#product contract | Department support has no product \"contract\". It has: printer, web-shop."
            })
    void aProductThatIsNotOfferedIsRefusedAndNothingIsDone(String command, String sentence) {
        office.carlWrites();
        office.agentAnswers(ANNA, command + "\n#take");
        assertThat(office.lastTo(ANNA).text().replaceAll("\\s+", " ")).contains(sentence);
        assertThat(office.ticket("SUP-1001").assignee()).isEmpty();
    }

    @Test
    void aDepartmentThatDoesNotOfferItGetsTheTicketWithoutIt() {
        office.arrives(to("support+printer@example.com"));
        office.agentAnswers(ANNA, "#transfer sales");
        assertThat(product()).isEmpty();
        assertThat(office.history("SUP-1001").stream().map(HistoryLine::detail))
                .containsSequence("Transferred from support/front-line to sales/front-line", "Is about no product");
    }

    @Test
    void aDepartmentThatOffersItGetsTheTicketWithIt() {
        office.arrives(to("support+shop@example.com"));
        office.agentAnswers(ANNA, "#transfer sales");
        assertThat(product()).contains(WEB_SHOP);
    }

    @Test
    void theProductOfTheOtherDepartmentCanBeSaidInTheSameMail() {
        office.arrives(to("support+printer@example.com"));
        office.agentAnswers(ANNA, "#product contract\n#transfer sales");
        assertThat(product()).contains(new ProductId("contract"));
        assertThat(office.ticket("SUP-1001").group()).isEqualTo(SampleCompany.SALES_FRONT_LINE);
    }

    @Test
    void staysWithinItsDepartment() {
        office.arrives(to("support+printer@example.com"));
        office.agentAnswers(ANNA, "#transfer escalation");
        assertThat(product()).contains(PRINTER);
    }
}
