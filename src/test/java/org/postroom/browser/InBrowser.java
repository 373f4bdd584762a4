package org.postroom.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test that looks at the page in Debian's Chromium, which its methods are handed as a {@link Chromium}: it runs only
 * with {@code -Pbrowser}, and is skipped with a reason where the browser, Node.js or axe-core is missing.
 */
@Tag("browser")
@ExtendWith(BrowserExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface InBrowser {}
