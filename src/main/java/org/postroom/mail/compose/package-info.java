/**
 * In charge of turning a mail of ours into bytes: the one place that writes headers.
 *
 * <p>What it writes is plain 7-bit Internet mail (RFC 5322, MIME) that every server takes as it is: lines end in CRLF, none
 * is longer than 998 characters, nothing that stands in a value can begin a line of its own. It adds no header of its own but
 * MIME's, decides nothing about who gets what, and sends nothing.
 */
@NullMarked
package org.postroom.mail.compose;

import org.jspecify.annotations.NullMarked;
