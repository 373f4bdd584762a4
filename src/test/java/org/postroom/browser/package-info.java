/**
 * In charge of the page as people see it: stories, pictures, accessibility and hostile mails, played in Debian's Chromium
 * against the whole daemon.
 */
@NullMarked
package org.postroom.browser;

import org.jspecify.annotations.NullMarked;
