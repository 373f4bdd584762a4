package org.postroom.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/** What somebody looks at the page with. */
enum Screen {
    DESKTOP_LIGHT(1280, 800, ColorScheme.LIGHT),
    DESKTOP_DARK(1280, 800, ColorScheme.DARK),
    PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Screen(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    boolean isPhone() {
        return this == PHONE_LIGHT || this == PHONE_DARK;
    }

    String device() {
        return isPhone() ? "phone" : "desktop";
    }

    /** The same at night. */
    Screen dark() {
        return isPhone() ? PHONE_DARK : DESKTOP_DARK;
    }

    /** As in the names of pictures: {@code desktop-light}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setDeviceScaleFactor(1)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin");
    }
}
