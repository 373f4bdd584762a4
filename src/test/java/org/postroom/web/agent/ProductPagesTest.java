package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;

/** Products on the page: support offers two, of which one is everybody's. */
class ProductPagesTest {
    private static final ProductId PRINTER = new ProductId("printer");

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void carlWrites() {
        Organisation usual = SampleCompany.organisation();
        List<Product> products = List.of(
                product(
                        "printer",
                        "Laser <Printer>",
                        Optional.of(SampleCompany.SUPPORT).map(id -> id.value())),
                product("shop", "Web shop", Optional.empty()),
                product("contract", "Contract", Optional.of(SampleCompany.SALES).map(id -> id.value())));
        office.mail().conf(new Organisation(usual.brands(), usual.departments(), usual.agents(), products, List.of()));
        office.mail()
                .arrives(
                        Letter.from("carl@example.org", "support+printer@example.com", "Broken", "It does not print."));
    }

    private static Product product(String id, String name, Optional<String> department) {
        return new Product(
                new ProductId(id),
                name,
                department.map(org.postroom.agent.DepartmentId::new),
                true,
                Optional.of(id),
                List.of());
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Optional<ProductId> product() {
        return office.mail().ticket("SUP-1001").product();
    }

    @Test
    void isShownAndCanBeChangedToThoseTheDepartmentOffers() {
        String page = office.as(SampleCompany.BEN).page(TICKET);
        assertThat(page)
                .contains("Laser &lt;Printer&gt;", "action=\"" + TICKET + "/product\"")
                .contains("value=\"printer\"", "value=\"shop\"", "value=\"none\"")
                .doesNotContain("value=\"contract\"");
        WritingDesk ben = WritingDesk.of(office, SampleCompany.BEN);
        assertThat(place(ben.press("product", "product", "shop"))).isEqualTo(TICKET + "?done=product#end");
        assertThat(product()).contains(new ProductId("shop"));
        assertThat(office.as(SampleCompany.BEN).page(TICKET)).contains("set the product to Web shop");
        ben.press("product", "product", "none");
        assertThat(product()).isEmpty();
        assertThat(office.german(SampleCompany.BEN).page(TICKET)).contains("Kein Produkt", "hat das Produkt entfernt");
    }

    @Test
    void rubbishAndOtherDepartmentsProductsAreRefused() {
        WritingDesk ben = WritingDesk.of(office, SampleCompany.BEN);
        assertThat(ben.press("product", "product", "nothing-known").statusCode())
                .isEqualTo(422);
        assertThat(ben.faults()).contains("Choose which product the ticket is about");
        assertThat(ben.press("product", "product", "contract").statusCode()).isEqualTo(422);
        assertThat(product()).contains(PRINTER);
    }

    @Test
    void aProductThatIsGoneFromConfIsShownByItsId() {
        office.mail().conf(SampleCompany.support(), SampleCompany.sales());
        WritingDesk.of(office, SampleCompany.BEN).press("product", "product", "none");
        assertThat(product()).isEmpty();
        assertThat(office.as(SampleCompany.BEN).page(TICKET)).contains("No product", "value=\"printer\"");
    }

    @Test
    void countsByProductStandWithTheDepartments() {
        office.mail().arrives(Letter.from("dora@example.org", "support+printer@example.com", "Ink", "It is empty."));
        office.as(SampleCompany.BEN).post(TICKET + "/close", "latest", "0");
        assertThat(office.as(SampleCompany.BEN).page("/departments"))
                .containsPattern("Laser &lt;Printer&gt;</bdi> <span class=\"muted\">[12] active of 2")
                .containsPattern("Web shop</bdi> <span class=\"muted\">0 active of 0");
    }
}
