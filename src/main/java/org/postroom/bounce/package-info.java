/**
 * In charge of reading delivery reports: which addresses did not get our mail, for good or for now, and which mail that was.
 *
 * <p>Standard reports (RFC 3464) are read field by field; the many non-standard ones by what their words say. What becomes of
 * an address or a ticket is decided elsewhere.
 */
@NullMarked
package org.postroom.bounce;

import org.jspecify.annotations.NullMarked;
