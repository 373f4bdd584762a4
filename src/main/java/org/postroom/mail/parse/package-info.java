/**
 * In charge of reading mail: raw bytes become an IncomingMail, or an Unreadable with the reason, whatever the bytes are.
 *
 * <p>Reading is lenient towards broken programs and bounded by {@link org.postroom.mail.parse.ReadLimits} towards hostile
 * ones. It decides nothing about a mail: its kind is told by intake, its new text by mail.quote. It does no I/O.
 */
@NullMarked
package org.postroom.mail.parse;

import org.jspecify.annotations.NullMarked;
