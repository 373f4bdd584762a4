/**
 * In charge of storms: that a limit of automatic answers was reached is one storm from the first answer held back until it is
 * calm. Administrators are told once, everybody who looks after departments sees it, what was held back is listed and can be
 * sent after all.
 *
 * <p>It does not count (that is the {@code autoreply} package's budget) and answers no mail.
 */
@NullMarked
package org.postroom.storm;

import org.jspecify.annotations.NullMarked;
