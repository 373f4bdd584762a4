/**
 * In charge of incoming mail from the moment its bytes are here: the spool that holds it durably, and the pipeline that
 * brings each mail to exactly one end (SPEC B4). What cannot be processed is set aside with its bytes and a reason.
 *
 * <p>It does not talk to mail servers: mailboxes put mails into the spool, and what is to be sent is handed to the
 * outbound queue.
 */
@NullMarked
package org.postroom.intake;

import org.jspecify.annotations.NullMarked;
