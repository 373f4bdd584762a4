package org.postroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.app.demo.Office;

@InBrowser
class NowhereTest {
    @ParameterizedTest
    @EnumSource
    void anAddressWithNothingBehindItSaysSo(Screen screen, Chromium chromium) {
        try (Office office = Office.open();
                Window window = chromium.window(screen).expecting("status of 404")) {
            assertThat(window.open(office.page("/nothing-here")).status()).isEqualTo(404);
            assertThat(window.page().locator("h1").textContent()).isNotBlank();
            assertThat(Axe.violations(window.page())).isEmpty();
        }
    }
}
