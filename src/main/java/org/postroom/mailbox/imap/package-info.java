/**
 * In charge of speaking IMAP4rev1 (RFC 3501) with a mail server, as far as a mailbox watch needs it: whole mails in
 * batches by UID, IDLE, and removing exactly what it is told to.
 *
 * <p>It decides nothing about mails, and never looks at flags.
 */
@NullMarked
package org.postroom.mailbox.imap;

import org.jspecify.annotations.NullMarked;
