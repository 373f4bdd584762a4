/**
 * In charge of the words of mail: addresses, Message-IDs, headers, a mail that came in, a mail that goes out.
 *
 * <p>It does no I/O, but for {@link Scratch}, knows no tickets, and reads no MIME itself: bytes become words in {@code mail.parse}, words become
 * bytes in {@code mail.compose}.
 */
@NullMarked
package org.postroom.mail;

import org.jspecify.annotations.NullMarked;
