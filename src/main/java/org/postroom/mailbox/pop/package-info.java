/**
 * In charge of speaking POP3 (RFC 1939) with a mail server, several commands ahead where the server allows (RFC 2449).
 *
 * <p>It decides nothing about mails. What it removes is gone only when the session has ended well.
 */
@NullMarked
package org.postroom.mailbox.pop;

import org.jspecify.annotations.NullMarked;
