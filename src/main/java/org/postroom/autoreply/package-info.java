/**
 * In charge of mails that answer a customer's mail without a person: whether one may be sent, which, what it holds, and
 * that no address ever gets more of them than the budget allows (RFC 3834).
 *
 * <p>It does not judge what kind a mail is (that is {@code intake.Triage}), knows no SMTP, and holds no texts: they are
 * templates.
 */
@NullMarked
package org.postroom.autoreply;

import org.jspecify.annotations.NullMarked;
