/**
 * In charge of the departments' mailboxes: one watch per mailbox lists what is on the server, fetches what is unknown in
 * batches, commits it to the spool, and only then deletes, moves or leaves the server's copy.
 *
 * <p>It does not read mails: to this package a mail is a run of bytes. It never looks at {@code \Seen} and never sets it.
 */
@NullMarked
package org.postroom.mailbox;

import org.jspecify.annotations.NullMarked;
